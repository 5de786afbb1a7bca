"""A small office for tests of jobs: its own operations, its own diagrams, one process at a time."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import select

from tests.builders.diagrams import chain, form, service_task
from tests.fixtures.delivery import MemoryDelivery
from webapp.access.actor import SYSTEM, Actor, Grant
from webapp.access.roles import Role
from webapp.adapters.storage.models import HistoryEvent, Incident, Job, ProcessInstance
from webapp.engine.commands import StartProcess
from webapp.engine.outcome import ThrownMessage
from webapp.jobs.handling import Operations
from webapp.kernel.identifiers import new_identifier
from webapp.services import deployments, jobs, process_instances, seed, sending
from webapp.services.advancing import PROVINCE
from webapp.services.parts import Parts

COUNTY = "220582"
ADMIN = Actor(None, "admin", "管理员", (Grant(Role.ADMINISTRATOR, PROVINCE),))
REVIEWER = Actor(None, "rev", "审核", (Grant(Role.COUNTY_REVIEWER, COUNTY),))
LATER = timedelta(days=2)


class Office:
    """The application with the operations of a test; deliveries are turned by hand."""

    def __init__(self, parts: Parts, delivery: MemoryDelivery) -> None:
        self.operations = Operations()
        self.parts = replace(parts, operations=self.operations)
        self.delivery = delivery
        delivery.start("test", partial(jobs.perform, self.parts), [])
        seed.seed_organisations(self.parts)

    def performs(self, name: str, *parameters: str) -> Callable[[Any], Any]:
        """Register an operation's handler."""
        return self.operations.performs(name, *parameters)

    def deploy(self, process_id: str, diagram: bytes, owner: str = PROVINCE) -> None:
        """Publish a diagram (as the province's) with an empty form for each of its user tasks."""
        forms = {
            f"forms/{process_id}/{task}.json": form()
            for task in re.findall(r'<bpmn:userTask id="(\w+)"', diagram.decode())
        }
        files = {f"bpmn/{process_id}.bpmn": diagram, **forms}
        deployments.deploy(self.parts, SYSTEM, owner, files, "")

    def start(
        self, process_id: str, variables: Mapping[str, Any] | None = None, county: str = COUNTY
    ) -> str:
        """Start an instance in the county; return its id."""
        with self.parts.database.writing() as session:
            return process_instances.start_instance(
                self.parts,
                session,
                SYSTEM,
                (process_id, county),
                StartProcess(variables or {}),
                new_identifier(),
            ).id

    def run(self) -> int:
        """Carry out what is due."""
        return self.delivery.run_due()

    def publish(self, name: str, key: str, variables: Mapping[str, Any] | None = None) -> None:
        """Publish a message from outside."""
        thrown = ThrownMessage(name, key, variables or {}, "")
        with self.parts.database.writing() as session:
            now = self.parts.database.now(session)
            sending.throw_message(self.parts, session, sending.Origin(), thrown, now)

    def perform(self, job: Job, delivery: int | None = None) -> None:
        """Carry out one delivery, as often as a test likes."""
        jobs.perform(self.parts, job.id, job.delivery if delivery is None else delivery)

    def state(self, instance_id: str) -> str:
        """Return the state of an instance."""
        with self.parts.database.reading() as session:
            return session.get_one(ProcessInstance, instance_id).state

    def variables(self, instance_id: str) -> Mapping[str, Any]:
        """Return the variables of an instance."""
        with self.parts.database.reading() as session:
            instance = session.get_one(ProcessInstance, instance_id)
            definition = self.parts.bundles.get(session, instance.bundle_id).definition
            return self.parts.engine.variables(
                definition, self.parts.cipher.open(instance.snapshot)
            )

    def version(self, instance_id: str) -> int:
        """Return how often an instance has been written."""
        with self.parts.database.reading() as session:
            return session.get_one(ProcessInstance, instance_id).version

    def job(self, **values: Any) -> Job:
        """Return the only job with these values."""
        [found] = self.jobs(**values)
        return found

    def jobs(self, **values: Any) -> list[Job]:
        """Return the jobs with these values, oldest first."""
        query = select(Job).filter_by(**values).order_by(Job.created_at, Job.id)
        with self.parts.database.reading() as session:
            return list(session.scalars(query))

    def incidents(self) -> list[Incident]:
        """Return the open incidents."""
        with self.parts.database.reading() as session:
            return list(session.scalars(select(Incident).where(Incident.resolved_at.is_(None))))

    def completed(self, instance_id: str) -> list[str]:
        """Return the elements that an instance has completed, in order."""
        query = (
            select(HistoryEvent.element_id)
            .where(
                HistoryEvent.instance_id == instance_id, HistoryEvent.kind == "ELEMENT_COMPLETED"
            )
            .order_by(HistoryEvent.id)
        )
        with self.parts.database.reading() as session:
            return list(session.scalars(query))


def deploy_work(office: Office) -> None:
    """Publish a process of two jobs, one after the other."""
    office.deploy(
        "p", chain("p", service_task("a", "work", text='="hello"'), service_task("b", "work"))
    )
