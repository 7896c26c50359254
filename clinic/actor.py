"""Actor: who is acting, as the audit and the actions know them.

In: a member of staff, an API key, or one of the fixed kinds. Out: a frozen value that carries no name.
"""

import uuid
from dataclasses import dataclass

from clinic.models import ApiKey, Clinic, Staff


@dataclass(frozen=True, slots=True)
class Actor:
    """`kind` is staff, patient, api_key or system; `id` is None for a patient's browser and the system itself."""

    kind: str
    clinic_id: uuid.UUID
    id: uuid.UUID | None = None
    staff: Staff | None = None

    @property
    def role(self) -> str:
        """The staff role, or "" for anyone else."""
        return self.staff.role if self.staff else ""


def staff_actor(staff: Staff) -> Actor:
    """The actor for a signed-in person."""
    return Actor("staff", staff.clinic_id, staff.id, staff)


def patient_actor(clinic: Clinic) -> Actor:
    """The actor for whoever holds a patient's draft."""
    return Actor("patient", clinic.id)


def key_actor(key: ApiKey) -> Actor:
    """The actor for another program of the clinic."""
    return Actor("api_key", key.clinic_id, key.id)


def system_actor(clinic_id: uuid.UUID) -> Actor:
    """The actor for the product's own processes."""
    return Actor("system", clinic_id)
