"""Who may use a desk: accounts with a role and a password, and tokens for programs, in one file beside the dossier.

Passwords are kept as Argon2id hashes (RFC 9106), of tokens the hash alone; neither can be read from the file.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import Literal, get_args

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from verbale.errors import InputError, NotThere

Role = Literal["reader", "analyst", "editor"]
"""A reader looks, an analyst decides on lines, an editor changes the brief and publishes too."""
ROLES: tuple[Role, ...] = get_args(Role)
SHORTEST = 12
"""Characters of a password at least (NIST SP 800-63B asks for no kinds of characters)."""
LONGEST = 1_000
_hasher = PasswordHasher()
_NOBODY = _hasher.hash(secrets.token_hex())
"""What is verified where there is no such account, so that nobody learns from the time it takes which there are."""


@dataclass(frozen=True, slots=True)
class Account:
    """A person: the name under which they decide, what they may do, and the hashes of password and tokens."""

    name: str
    role: Role
    password: str = field(repr=False)
    tokens: tuple[str, ...] = field(default=(), repr=False)

    def may(self, role: Role) -> bool:
        """Whether they may do what a role may."""
        return ROLES.index(self.role) >= ROLES.index(role)


class Accounts:
    """The accounts in a file. What another program changes there is seen at the next look."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._read_at: tuple[int, int] | None = None
        self._held: dict[str, Account] = {}

    def all(self) -> Mapping[str, Account]:
        """The accounts by name; raises InputError where the file cannot be read."""
        with self._lock:
            try:
                stat = self._path.stat()
                if (stat.st_mtime_ns, stat.st_size) != self._read_at:
                    values = json.loads(self._path.read_text(encoding="utf-8"))
                    self._held = {v["name"]: Account(**{**v, "tokens": tuple(v["tokens"])}) for v in values}
                    self._read_at = (stat.st_mtime_ns, stat.st_size)
            except FileNotFoundError:
                self._held = {}
            except (OSError, ValueError, TypeError, KeyError) as error:
                raise InputError(f"{self._path}: cannot be read as accounts: {error}") from error
            return dict(self._held)

    def put(self, name: str, role: Role, password: str) -> None:
        """Make an account, or give one a new role and password; its tokens go."""
        if not name.strip() or len(name) > 100 or not name.isprintable():
            raise InputError(f"{name!r} is no name for an account")
        if not SHORTEST <= len(password) <= LONGEST:
            raise InputError(f"a password must have {SHORTEST} characters or more")
        self._keep({**self.all(), name: Account(name, role, _hasher.hash(password))})

    def remove(self, name: str) -> None:
        """Take an account away; raises NotThere."""
        self._keep({n: a for n, a in self.all().items() if a is not self._named(name)})

    def new_token(self, name: str) -> str:
        """A new token for an account: it is told once and can be read nowhere again."""
        account, token = self._named(name), secrets.token_urlsafe(32)
        self._keep({**self.all(), name: replace(account, tokens=(*account.tokens, _hash(token)))})
        return token

    def with_password(self, name: str, password: str) -> Account | None:
        """The account of that name, if that is its password."""
        account = self.all().get(name)
        try:
            _hasher.verify(account.password if account else _NOBODY, password[:LONGEST])
        except (VerificationError, InvalidHashError):
            return None
        return account

    def with_token(self, token: str) -> Account | None:
        """The account that a token belongs to."""
        hashed = _hash(token)
        found = (a for a in self.all().values() if any(secrets.compare_digest(t, hashed) for t in a.tokens))
        return next(found, None)

    def _named(self, name: str) -> Account:
        account = self.all().get(name)
        if account is None:
            raise NotThere(f"{self._path}: there is no account {name!r}")
        return account

    def _keep(self, accounts: Mapping[str, Account]) -> None:
        """Write the file whole or not at all, for nobody else to read."""
        part = self._path.with_name(f".{self._path.name}.part")
        text = json.dumps([asdict(a) for a in accounts.values()], indent=1)
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
                out.write(text)
            part.replace(self._path)
        except OSError as error:
            raise InputError(f"{self._path}: cannot be written: {error.strerror}") from error


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
