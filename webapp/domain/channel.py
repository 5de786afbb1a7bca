"""The window in which people of a county may apply, opened by the province (R21)."""

from datetime import date, timedelta
from enum import StrEnum

from webapp.domain.places import county_of
from webapp.domain.ports.nominations import Channel
from webapp.kernel.errors import Refused
from webapp.kernel.text import Text

LONGEST = timedelta(days=366)


class ChannelDatesRefused(Refused):
    """A window cannot have these dates."""

    code = "CHANNEL_REFUSED"
    rule = "R21"
    text = Text(zh="申报通道不能这样开设：{reason}。", en="The window cannot be: {reason_en}.")
    cure = Text(
        zh="请核对开始日期、结束日期和文件编号后重新填写。",
        en="Check the first day, the last day and the document's number.",
    )


class ChannelClosed(Refused):
    """Nobody may apply outside the window."""

    code = "CHANNEL_CLOSED"
    rule = "R21"
    text = Text(
        zh="{county}{year}年度“双定向”申报通道今天（{today}）未开放：{window}。",
        en="The window of {county_en} for {year} is not open today ({today}): {window_en}.",
    )
    cure = Text(
        zh="请在省人力资源和社会保障厅开设的申报时间内申报。",
        en="Apply within the time opened by the provincial department.",
    )


class ChannelState(StrEnum):
    """Where today lies."""

    NONE = "none"
    BEFORE = "before"
    OPEN = "open"
    CLOSED = "closed"


def check_dates(channel: Channel, today: date) -> None:
    """Refuse a window that ends before it begins, has ended, is too long or names no document."""
    if channel.closes_on < channel.opens_on:
        raise ChannelDatesRefused(
            reason="结束日期早于开始日期", reason_en="it ends before it begins"
        )
    if channel.closes_on < today:
        raise ChannelDatesRefused(reason="结束日期已过", reason_en="it has already ended")
    if channel.closes_on - channel.opens_on > LONGEST:
        raise ChannelDatesRefused(reason="开放时间超过一年", reason_en="it is longer than a year")
    if not channel.document.strip():
        raise ChannelDatesRefused(
            reason="没有填写开设通道的文件编号", reason_en="no document is named"
        )


def state_of(channel: Channel | None, today: date) -> ChannelState:
    """Tell where a day lies; both days of the window count."""
    if channel is None:
        return ChannelState.NONE
    if today < channel.opens_on:
        return ChannelState.BEFORE
    return ChannelState.CLOSED if today > channel.closes_on else ChannelState.OPEN


def check_open(channel: Channel | None, county: str, year: int, today: date) -> None:
    """Refuse a nomination on a day outside the window, and name its days."""
    state = state_of(channel, today)
    if state is ChannelState.OPEN:
        return
    window, window_en = "省里尚未开设", "the province has not opened one"
    if channel is not None:
        window = f"{channel.opens_on}至{channel.closes_on}"
        window_en = f"{channel.opens_on} to {channel.closes_on}"
    where = county_of(county)
    raise ChannelClosed(
        county=where.name,
        county_en=where.name_en,
        year=year,
        today=today.isoformat(),
        window=window,
        window_en=window_en,
    )
