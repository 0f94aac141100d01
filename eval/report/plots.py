"""Draws plots as inline SVG: bars, lines, histograms. No script, no font, nothing from elsewhere.

Colours are the CSS variables ``--one``, ``--two``, ``--ink`` and ``--line`` where the page sets them.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from unicodedata import east_asian_width

__all__ = ["bars", "curves", "histogram"]

_WIDTH, _HEIGHT = 460, 240
_LEFT, _TOP, _RIGHT, _BOTTOM = 48, 14, 14, 40
_COLOURS = ("var(--one,#1f5f8b)", "var(--two,#b5532a)")
_INK, _LINE = "var(--ink,#222)", "var(--line,#ddd)"

Point = tuple[float, float]


def bars(rows: Sequence[tuple[str, float, float, float]], label: str) -> str:
    """Horizontal bars of ``(name, value, low, high)``, all in 0..1, with their intervals."""
    height, left, wide = 22, 130, _WIDTH - 130 - 50
    parts = []
    for at, (name, value, low, high) in enumerate(rows):
        y = at * height + 4
        middle = y + 7
        shown = _fitted(name, 18)
        parts.append(
            f"<g><title>{escape(name)}: {value:.3f} [{low:.3f}, {high:.3f}]</title>"
            f'<text x="{left - 8}" y="{middle + 4}" text-anchor="end">{escape(shown)}</text>'
            f'<rect x="{left}" y="{y}" width="{wide}" height="14" rx="3" {_fill(_LINE, 0.45)}/>'
            f'<rect x="{left}" y="{y}" width="{value * wide:.1f}" height="14" rx="3" '
            f"{_fill(_COLOURS[0], 0.75)}/>"
        )
        if high > low:
            parts.append(
                f'<line x1="{left + low * wide:.1f}" x2="{left + high * wide:.1f}" '
                f'y1="{middle}" y2="{middle}" {_stroke(_INK, 1.5)}/>'
            )
        parts.append(f'<text x="{left + wide + 8}" y="{middle + 4}">{value:.2f}</text></g>')
    return _svg(parts, _WIDTH, height * len(rows) + 6, label)


def curves(
    lines: Sequence[tuple[str, Sequence[Point]]],
    x_label: str,
    y_label: str,
    diagonal: bool = False,
    marked: tuple[Point, str] | None = None,
) -> str:
    """Lines over 0..1 in both directions, with a dashed diagonal and a named point if asked for."""
    parts = [_axes(x_label, y_label, 1.0)]
    if diagonal:
        parts.append(_path([(0, 0), (1, 1)], _INK, 1, "4 4"))
    for (name, points), colour in zip(lines, _COLOURS, strict=False):
        parts.append(_path(points, colour, 2.5, ""))
        if len(points) <= 10:
            parts += [_dot(point, colour) for point in points]
        if name:
            parts.append(f"<title>{escape(name)}</title>")
    if marked:
        (x, y), name = marked
        anchor = "end" if x > 0.5 else "start"
        aside = -9 if x > 0.5 else 9
        parts.append(_dot((x, y), _COLOURS[1]))
        parts.append(
            f'<text x="{_x(x) + aside:.1f}" y="{_y(y) - 8:.1f}" text-anchor="{anchor}">{escape(name)}</text>'
        )
    return _svg(parts, _WIDTH, _HEIGHT, y_label)


def histogram(
    groups: Sequence[tuple[str, Sequence[float]]],
    x_label: str,
    y_label: str,
    bins: int = 20,
    limit: float | None = None,
) -> str:
    """How values in 0..1 are spread, one colour a group, as shares of the group; dashed, ``limit``."""
    shares = [(name, _shares(values, bins)) for name, values in groups if values]
    top = max((max(share) for _, share in shares), default=1.0)
    parts = [_axes(x_label, y_label, top)]
    for at, ((name, share), colour) in enumerate(zip(shares, _COLOURS, strict=False)):
        for place, each in enumerate(share):
            x, y = _x(place / bins), _y(each / top)
            parts.append(
                f'<rect x="{x:.1f}" y="{y:.1f}" width="{_x(1 / bins) - _x(0) - 1:.1f}" '
                f'height="{_y(0) - y:.1f}" {_fill(colour, 0.6)}/>'
            )
        parts.append(
            f'<rect x="{_LEFT + 12}" y="{_TOP + 18 * at}" width="12" height="12" {_fill(colour, 0.6)}/>'
            f'<text x="{_LEFT + 30}" y="{_TOP + 11 + 18 * at}">{escape(name)}</text>'
        )
    if limit is not None:
        parts.append(_path([(limit, 0), (limit, 1)], _INK, 1, "4 4"))
    return _svg(parts, _WIDTH, _HEIGHT, x_label)


def _fitted(name: str, columns: int) -> str:
    """A name cut to so many Latin letters, of which a Chinese character takes the place of two.

    >>> _fitted("press-conference-2019", 18), _fitted("press", 18)
    ('press-conference-…', 'press')
    """
    room = columns
    for at, letter in enumerate(name):
        room -= 2 if east_asian_width(letter) in "WF" else 1
        if room < 0:
            return f"{name[: at - 1]}…"
    return name


def _shares(values: Sequence[float], bins: int) -> list[float]:
    counts = [0] * bins
    for value in values:
        counts[min(int(value * bins), bins - 1)] += 1
    return [count / len(values) for count in counts]


def _x(value: float) -> float:
    return _LEFT + value * (_WIDTH - _LEFT - _RIGHT)


def _y(value: float) -> float:
    return _HEIGHT - _BOTTOM - value * (_HEIGHT - _TOP - _BOTTOM)


def _fill(colour: str, opacity: float) -> str:
    return f'style="fill:{colour};fill-opacity:{opacity}"'


def _stroke(colour: str, width: float, dashes: str = "") -> str:
    dashed = f";stroke-dasharray:{dashes}" if dashes else ""
    return f'style="fill:none;stroke:{colour};stroke-width:{width}{dashed}"'


def _path(points: Sequence[Point], colour: str, width: float, dashes: str) -> str:
    way = " ".join(f"{_x(x):.1f},{_y(y):.1f}" for x, y in points)
    return f'<polyline points="{way}" {_stroke(colour, width, dashes)}/>'


def _dot(point: Point, colour: str) -> str:
    return f'<circle cx="{_x(point[0]):.1f}" cy="{_y(point[1]):.1f}" r="4.5" {_fill(colour, 1)}/>'


def _axes(x_label: str, y_label: str, top: float) -> str:
    ticks = []
    for at in (0.0, 0.25, 0.5, 0.75, 1.0):
        ticks.append(
            f'<line x1="{_x(0)}" x2="{_x(1)}" y1="{_y(at):.1f}" y2="{_y(at):.1f}" {_stroke(_LINE, 1)}/>'
            f'<text x="{_LEFT - 6}" y="{_y(at) + 4:.1f}" text-anchor="end">{at * top:.2f}</text>'
            f'<text x="{_x(at):.1f}" y="{_y(0) + 16:.1f}" text-anchor="middle">{at:g}</text>'
        )
    middle = _x(0.5)
    label = f'<text x="{middle:.0f}" y="{_HEIGHT - 6}" text-anchor="middle">{escape(x_label)}</text>'
    place = f"translate(11 {_y(0.5):.0f}) rotate(-90)"
    turned = f'<text transform="{place}" text-anchor="middle">{escape(y_label)}</text>'
    return "".join([*ticks, label, turned])


def _svg(parts: Sequence[str], width: int, height: int, label: str) -> str:
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="{escape(label)}" xmlns="http://www.w3.org/2000/svg">{"".join(parts)}</svg>'
    )
