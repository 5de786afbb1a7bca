"""The tables, one file per aggregate. Importing this package makes all of them known."""

from webapp.adapters.storage.models.base import Base
from webapp.adapters.storage.models.batches import Batch, BatchItem, UnitPost
from webapp.adapters.storage.models.committees import (
    BallotBox,
    BallotVoter,
    CommitteeDraw,
    CommitteeFiling,
)
from webapp.adapters.storage.models.definitions import (
    Bundle,
    DefinitionDraft,
    DefinitionVersion,
    Deployment,
)
from webapp.adapters.storage.models.documents import DocumentFile
from webapp.adapters.storage.models.launches import (
    CriteriaFloor,
    CriteriaVersion,
    LaunchedSeries,
)
from webapp.adapters.storage.models.messages import (
    BufferedMessage,
    Signal,
    StartTimer,
    Subscription,
)
from webapp.adapters.storage.models.nominations import (
    ClosedRoster,
    HeldTitle,
    IntegrityBar,
    Nomination,
    NominationChannel,
)
from webapp.adapters.storage.models.organisations import Membership, Organisation, Person
from webapp.adapters.storage.models.posts import (
    PostMove,
    PostOccupation,
    PostPlan,
    PostReservation,
)
from webapp.adapters.storage.models.process_instances import (
    HistoryEvent,
    Incident,
    ProcessInstance,
)
from webapp.adapters.storage.models.publicity import CalendarChange, CertificateEvent
from webapp.adapters.storage.models.registers import (
    ArchivedDocument,
    CalendarDay,
    Certificate,
    Note,
    PoolExpert,
    PublicNotice,
    TakenNumber,
)
from webapp.adapters.storage.models.settings import CountySetting
from webapp.adapters.storage.models.supervision import (
    Complaint,
    ComplaintStep,
    DossierSample,
    RoundIssue,
)
from webapp.adapters.storage.models.system import LoginAttempt, Setting, WorkerSlot
from webapp.adapters.storage.models.work import Completion, Job, UserTask

__all__ = [
    "ArchivedDocument",
    "BallotBox",
    "BallotVoter",
    "Base",
    "Batch",
    "BatchItem",
    "BufferedMessage",
    "Bundle",
    "CalendarChange",
    "CalendarDay",
    "Certificate",
    "CertificateEvent",
    "ClosedRoster",
    "CommitteeDraw",
    "CommitteeFiling",
    "Complaint",
    "ComplaintStep",
    "Completion",
    "CountySetting",
    "CriteriaFloor",
    "CriteriaVersion",
    "DefinitionDraft",
    "DefinitionVersion",
    "Deployment",
    "DocumentFile",
    "DossierSample",
    "HeldTitle",
    "HistoryEvent",
    "Incident",
    "IntegrityBar",
    "Job",
    "LaunchedSeries",
    "LoginAttempt",
    "Membership",
    "Nomination",
    "NominationChannel",
    "Note",
    "Organisation",
    "Person",
    "PoolExpert",
    "PostMove",
    "PostOccupation",
    "PostPlan",
    "PostReservation",
    "ProcessInstance",
    "PublicNotice",
    "RoundIssue",
    "Setting",
    "Signal",
    "StartTimer",
    "Subscription",
    "TakenNumber",
    "UnitPost",
    "UserTask",
    "WorkerSlot",
]
