from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from quotes.api import api
from quotes.api.serving import reading
from quotes.takeaway.asking import origin


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One path of the API, as its page tells of it. `fields`: name, type and meaning of what it answers."""

    path: str
    summary: str
    description: str
    parameters: list[tuple[str, str, str]]
    fields: list[tuple[str, str, str]]
    listed: bool


@require_safe
def api_page(request: HttpRequest) -> HttpResponse:
    """What the API offers, for people: made from its OpenAPI description, without a script."""
    described = _described()
    context = {"endpoints": list(_endpoints(described)), "origin": origin(request), "about": described["info"]}
    return render(request, "quotes/api.html", context)


@reading
def api_description(request: HttpRequest) -> HttpResponseBase:
    """The same for programs: OpenAPI 3.1."""
    server = {"servers": [{"url": origin(request)}]}
    return JsonResponse(_described() | server)


def _described() -> dict[str, Any]:
    return dict(api.get_openapi_schema(path_prefix=reverse("api_page")))


def _endpoints(described: dict[str, Any]) -> Iterator[Endpoint]:
    shapes = described["components"]["schemas"]
    for path, methods in described["paths"].items():
        told = methods["get"]
        shape = _shape(told["responses"][200]["content"]["application/json"]["schema"], shapes)
        items = shape["properties"].get("items")
        answered = _shape(items["items"], shapes) if items else shape
        yield Endpoint(
            path,
            told["summary"],
            told.get("description", ""),
            [(one["name"], _type(one["schema"]), one["schema"].get("description", "")) for one in told["parameters"]],
            [(name, _type(one), one.get("description", "")) for name, one in answered["properties"].items()],
            listed=bool(items),
        )


def _shape(schema: dict[str, Any], shapes: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = shapes[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    return found


def _type(schema: dict[str, Any]) -> str:
    """A type in a word or two: "string", "date or null", "list of Voice"."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2].removesuffix("Out").lower()
    if "anyOf" in schema:
        return " or ".join(map(_type, schema["anyOf"]))
    if "enum" in schema:
        return ", ".join(schema["enum"])
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}"
    return str(schema.get("format") or schema.get("type", ""))
