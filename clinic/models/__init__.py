"""Tables of the ground floor: clinic, staff, patient, audit, jobs, keys."""

from clinic.models.audit import AuditEvent, AuditHead
from clinic.models.clinic import ApiKey, Clinic, Installation
from clinic.models.job import Heartbeat, Job
from clinic.models.patient import Patient
from clinic.models.staff import Role, Staff

__all__ = [
    "ApiKey",
    "AuditEvent",
    "AuditHead",
    "Clinic",
    "Heartbeat",
    "Installation",
    "Job",
    "Patient",
    "Role",
    "Staff",
]
