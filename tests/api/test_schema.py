"""The description says what the API does: every address, every parameter it accepts."""

import re

import pytest
from django.core.management import call_command

from config.api import router
from tests.api.reading import get

pytestmark = pytest.mark.django_db


@pytest.fixture
def schema(client):
    return get(client, "schema/").json()


def test_it_is_openapi_3_1_and_valid(schema, tmp_path):
    assert schema["openapi"] == "3.1.0"
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(tmp_path / "schema.yaml"))


def test_it_is_also_yaml(client):
    assert get(client, "schema/?format=yaml").content.startswith(b"openapi: 3.1.0")


def test_it_has_every_resource(schema):
    described = {re.sub(r"\{.*", "", path.removeprefix("/api/v1/")).strip("/") for path in schema["paths"]}
    assert described == {prefix for prefix, _, _ in router.registry}


def test_every_parameter_that_a_resource_accepts_is_listed(client, schema):
    for prefix, _, _ in router.registry:
        operation = schema["paths"][f"/api/v1/{prefix}/"]["get"]
        listed = {parameter["name"] for parameter in operation["parameters"]}
        refusal = get(client, f"{prefix}/?colour=red", 400).json()["errors"]["colour"][0]
        accepted = set(re.search("可用的参数：(.*)。", refusal)[1].split("、"))
        assert listed == accepted, prefix
        assert all(parameter.get("description") for parameter in operation["parameters"]), prefix


def test_answers_are_described_with_their_envelope_and_their_refusals(schema):
    operation = schema["paths"]["/api/v1/facts/"]["get"]
    answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
    envelope = schema["components"]["schemas"][answer["$ref"].rsplit("/", 1)[1]] if "$ref" in answer else answer
    assert envelope["required"] == ["next", "previous", "results"]
    assert "application/problem+json" in operation["responses"]["default"]["content"]
