"""Users and groups: only administrators manage them (E13), whatever rights somebody was given by mistake.

Django's own admin would let anybody with the right to change users make themselves an administrator.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest


class AdministratorsOnly:
    """For a ModelAdmin: every right in it is an administrator's."""

    def has_module_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return bool(request.user.is_active and getattr(request.user, "is_superuser", False))

    has_view_permission = has_add_permission = has_change_permission = has_delete_permission = has_module_permission


class PeopleAdmin(AdministratorsOnly, UserAdmin):  # type: ignore[type-arg]  # not to be given at run time
    pass


class TeamAdmin(AdministratorsOnly, GroupAdmin):
    pass


admin.site.unregister(User)
admin.site.register(User, PeopleAdmin)
admin.site.unregister(Group)
admin.site.register(Group, TeamAdmin)
