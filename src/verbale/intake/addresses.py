"""Which addresses may be fetched: on the web, without a password in them, of a machine that the whole world reaches.

A name is resolved once, and who connects connects to an address that was checked here: a name that leads elsewhere the
next time (DNS rebinding) leads nowhere. One address of a name that is not public has the name refused.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Collection, Sequence

import httpx2

from verbale.errors import NotFetched

Resolver = Callable[[str, int], Sequence[str]]
"""The network addresses of a host's name for a port; raises OSError where it has none."""

LONGEST = 2_000
"""Characters of an address at most."""
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_SERVES_ITS_CLOUD = ipaddress.ip_address("168.63.129.16")
"""Public by its number, but in its cloud the server of a machine's own settings."""
_Number = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_address(text: str) -> bool:
    """Whether a text is meant as an address on the web, and not as a path."""
    return text.casefold().startswith(("http://", "https://"))


def parsed(text: str) -> httpx2.URL:
    """An address that may be asked for, without what names a place on its page; raises NotFetched."""
    shown = text[:200]
    if len(text) > LONGEST:
        raise NotFetched(f"{shown}… is longer than {LONGEST:,} characters; give the page's own address")
    try:
        url = httpx2.URL(text.strip()).copy_with(fragment=None)
    except (httpx2.InvalidURL, ValueError) as error:
        raise NotFetched(f"{shown} is no address ({error}); give one such as https://example.com/page") from error
    if url.scheme not in ("http", "https") or not url.host or "%" in url.host:
        raise NotFetched(f"{shown} is no address on the web; give one that begins with https:// or http://")
    if url.userinfo:
        raise NotFetched(f"{url.copy_with(userinfo=None)} was given with a name or password; leave them out")
    if url.port is not None and not 0 < url.port < 65_536:
        raise NotFetched(f"{shown} has no port that there is; leave it out")
    return url


def resolved(host: str, port: int) -> list[str]:
    """The network addresses that the system's resolver gives; raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


def checked(url: httpx2.URL, resolve: Resolver, allowed: Collection[str]) -> list[str]:
    """The network addresses to connect to; raises NotFetched where one of them is no public one.

    A host that is `allowed` by its name may have any.
    """
    try:
        found = list(resolve(url.raw_host.decode(), url.port or (443 if url.scheme == "https" else 80)))
    except (OSError, UnicodeError) as error:
        raise NotFetched(f"{url}: the name {url.host} leads nowhere ({error}); check it", again=True) from error
    if not found:
        raise NotFetched(f"{url}: the name {url.host} leads nowhere; check it", again=True)
    inner = next((number for number in found if not is_public(number)), None)
    if inner is not None and url.host.casefold() not in {host.casefold() for host in allowed}:
        named = url.host if url.host == inner else f"{url.host} ({inner})"
        raise NotFetched(f"{url}: {named} is a private address; if it is yours, allow it with --allow-host {url.host}")
    return found


def is_public(number: str) -> bool:
    """Whether the whole world reaches a network address; of one that carries another inside, whether it does that."""
    try:
        address = _inmost(ipaddress.ip_address(number))
    except ValueError:
        return False
    closed = address.is_multicast or address.is_reserved or address.is_unspecified or address == _SERVES_ITS_CLOUD
    return address.is_global and not closed and not getattr(address, "is_site_local", False)


def _inmost(address: _Number) -> _Number:
    """The IPv4 address that an IPv6 one stands for: mapped, by 6to4 or by NAT64 (RFC 4291, 3056, 6052)."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address
