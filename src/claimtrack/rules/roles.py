"""Who may do what: a table, and the one question asked of it."""

from claimtrack.vocabulary import Right, Role

LEAST_ROLE: dict[Right, Role] = {
    Right.LOG_IN: Role.VIEWER,
    Right.REVIEW: Role.REVIEWER,
    Right.OVERRIDE: Role.EDITOR,
    Right.MERGE_SOURCES: Role.EDITOR,
    Right.VOUCH: Role.EDITOR,
    Right.TAKE_OVER: Role.EDITOR,
    Right.ASSIGN: Role.EDITOR,
    Right.LEAVE_UNASKED: Role.EDITOR,
    Right.ADD_REVIEWERS: Role.ADMIN,
    Right.CHANGE_POLICY: Role.ADMIN,
    Right.TAKE_IN: Role.ADMIN,
    Right.PURGE: Role.ADMIN,
    Right.MOVE_LOCKER: Role.ADMIN,
    Right.RESTRICT: Role.EDITOR,
    Right.KEEP_DOOR: Role.ADMIN,
}

_RANK = {role: rank for rank, role in enumerate(Role)}


def may(role: Role, right: Right) -> bool:
    """Tell whether ``role`` reaches ``right``."""
    return at_least(role, LEAST_ROLE[right])


def at_least(role: Role, least: Role) -> bool:
    """Tell whether ``role`` may do all that ``least`` may."""
    return _RANK[role] >= _RANK[least]
