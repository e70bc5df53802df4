"""The dossier for agents: a read-only server of the Model Context Protocol, over standard input and output.

Its tools give what the pages of the desk give, with the words and the place of every line, as far as the rights of
outlets let words leave.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

from verbale.api.asking import Served, asked
from verbale.api.resources import RESOURCES
from verbale.api.withholding import withheld
from verbale.errors import VerbaleError
from verbale.views.cited import Json

READ_ONLY = ToolAnnotations(read_only_hint=True, open_world_hint=False)
ABOUT = (
    "The minutes of a negotiation as the press reports them. Every line bears its tellings: article, exact words and "
    "their place. Quote the words and cite the article; a line is what was reported, not what is true. Days are years, "
    "months or days in ISO 8601; as_known_on gives the record as it was known on a day. Words that an outlet's rights "
    "keep back are left out."
)
"""What an agent is told of the server."""


def server(served: Served) -> MCPServer[Any]:
    """The server of a dossier."""
    tools: MCPServer[Any] = MCPServer("verbale", instructions=ABOUT, version=version("verbale"))

    def given(name: str, path: dict[str, str] | None = None, **said: object) -> Json:
        resource = RESOURCES[name]
        address = {key: str(value) for key, value in said.items() if value is not None}
        try:
            with served.store.steady():
                of = asked(served, address, resource.filters)
                return resource.served(withheld(resource.found(of, **path or {}), of), of)
        except VerbaleError as error:
            raise ToolError(str(error)) from error

    @tools.tool(annotations=READ_ONLY)
    def search(words: str, as_known_on: str | None = None, page: int = 1) -> Json:
        """Find articles and statements; also speaker:, party:, issue:, outlet:, act:, before:, after:."""
        return given("search", q=words, as_known_on=as_known_on, page=page)

    @tools.tool(annotations=READ_ONLY)
    def statements(
        speaker: str | None = None, party: str | None = None, issue: str | None = None, act: str | None = None,
        since: str | None = None, until: str | None = None, as_known_on: str | None = None, page: int = 1,
    ) -> Json:  # fmt: skip
        """Who said what to whom, newest first; part of a speaker's name, a party and an issue by code or name."""
        return given("statements", speaker=speaker, party=party, issue=issue, act=act, since=since, until=until,
                     as_known_on=as_known_on, page=page)  # fmt: skip

    @tools.tool(annotations=READ_ONLY)
    def positions(party: str | None = None, issue: str | None = None, as_known_on: str | None = None) -> Json:
        """What each party wants on each issue, and how that changed."""
        return given("positions", party=party, issue=issue, as_known_on=as_known_on)

    @tools.tool(annotations=READ_ONLY)
    def contradictions(party: str | None = None, as_known_on: str | None = None, page: int = 1) -> Json:
        """Accounts that cannot both be true, side by side."""
        return given("contradictions", party=party, as_known_on=as_known_on, page=page)

    @tools.tool(annotations=READ_ONLY)
    def state(since: str | None = None, as_known_on: str | None = None) -> Json:
        """Where the talks stand: phase, what changed last or since a day, positions, dates due, last statements."""
        return given("today", since=since, as_known_on=as_known_on)

    @tools.tool(annotations=READ_ONLY)
    def article(key: str, as_known_on: str | None = None) -> Json:
        """One article: its text, and every line that it tells with its passages (code points, half open)."""
        return given("articles_key", {"key": key}, as_known_on=as_known_on)

    return tools
