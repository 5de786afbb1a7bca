"""Columns on a terminal, where a Chinese character is as wide as two Latin letters."""

from webapp.entrypoints.cli.demo_server import table, width


def test_a_chinese_character_is_two_columns_wide() -> None:
    assert [width("ab"), width("职评"), width("职a")] == [2, 4, 3]


def test_columns_stand_under_each_other_in_any_script() -> None:
    assert (
        table([("a", "集安市", "x"), ("bcd", "Ji'an", "y")])
        == "  a     集安市   x\n  bcd   Ji'an    y"
    )
