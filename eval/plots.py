"""Plots as inline SVG: bars, lines, histograms. No script, no font, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

__all__ = ["bars", "curves", "histogram"]

_WIDTH, _HEIGHT = 460, 240
_LEFT, _TOP, _RIGHT, _BOTTOM = 48, 14, 14, 40
_COLOURS = ("#1f5f8b", "#b5532a")

Point = tuple[float, float]


def bars(rows: Sequence[tuple[str, float, float, float]]) -> str:
    """Horizontal bars of ``(name, value, low, high)``, all in 0..1, with their intervals."""
    height, left, wide = 22, 110, _WIDTH - 110 - 60
    parts = []
    for at, (name, value, low, high) in enumerate(rows):
        y = at * height + 4
        middle = y + 7
        parts.append(
            f'<text x="{left - 8}" y="{middle + 4}" text-anchor="end">{escape(name[:16])}</text>'
            f'<rect x="{left}" y="{y}" width="{value * wide:.1f}" height="14" '
            f'fill="{_COLOURS[0]}" fill-opacity="0.6"/>'
            f'<line x1="{left + low * wide:.1f}" x2="{left + high * wide:.1f}" y1="{middle}" y2="{middle}" '
            f'stroke="#111"/><text x="{left + wide + 8}" y="{middle + 4}">{value:.3f}</text>'
        )
    return _svg(parts, _WIDTH, height * len(rows) + 6, "bars")


def curves(
    lines: Sequence[tuple[str, Sequence[Point]]], x_label: str, y_label: str, diagonal: bool = False
) -> str:
    """Lines over 0..1 in both directions, with a dashed diagonal if asked for."""
    parts = [_axes(x_label, y_label, 1.0)]
    if diagonal:
        parts.append(_path([(0, 0), (1, 1)], "#888", 'stroke-dasharray="4 4"'))
    for (name, points), colour in zip(lines, _COLOURS, strict=False):
        parts.append(_path(points, colour, ""))
        if len(points) <= 10:
            parts += [f'<circle cx="{_x(x):.1f}" cy="{_y(y):.1f}" r="4" fill="{colour}"/>' for x, y in points]
        if name:
            parts.append(f"<title>{escape(name)}</title>")
    return _svg(parts, _WIDTH, _HEIGHT, y_label)


def histogram(groups: Sequence[tuple[str, Sequence[float]]], x_label: str, bins: int = 20) -> str:
    """How values in 0..1 are spread, one colour a group, as shares of the group."""
    shares = [(name, _shares(values, bins)) for name, values in groups if values]
    top = max((max(share) for _, share in shares), default=1.0)
    parts = [_axes(x_label, "share", top)]
    for at, ((name, share), colour) in enumerate(zip(shares, _COLOURS, strict=False)):
        for place, each in enumerate(share):
            x, y = _x(place / bins), _y(each / top)
            parts.append(
                f'<rect x="{x:.1f}" y="{y:.1f}" width="{_x(1 / bins) - _x(0) - 1:.1f}" '
                f'height="{_y(0) - y:.1f}" fill="{colour}" fill-opacity="0.6"/>'
            )
        parts.append(
            f'<rect x="{_LEFT + 12}" y="{_TOP + 18 * at}" width="12" height="12" fill="{colour}"/>'
            f'<text x="{_LEFT + 30}" y="{_TOP + 11 + 18 * at}">{escape(name)}</text>'
        )
    return _svg(parts, _WIDTH, _HEIGHT, x_label)


def _shares(values: Sequence[float], bins: int) -> list[float]:
    counts = [0] * bins
    for value in values:
        counts[min(int(value * bins), bins - 1)] += 1
    return [count / len(values) for count in counts]


def _x(value: float) -> float:
    return _LEFT + value * (_WIDTH - _LEFT - _RIGHT)


def _y(value: float) -> float:
    return _HEIGHT - _BOTTOM - value * (_HEIGHT - _TOP - _BOTTOM)


def _path(points: Sequence[Point], colour: str, more: str) -> str:
    way = " ".join(f"{_x(x):.1f},{_y(y):.1f}" for x, y in points)
    return f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-width="2" {more}/>'


def _axes(x_label: str, y_label: str, top: float) -> str:
    ticks = []
    for at in (0.0, 0.25, 0.5, 0.75, 1.0):
        ticks.append(
            f'<line x1="{_x(0)}" x2="{_x(1)}" y1="{_y(at):.1f}" y2="{_y(at):.1f}" stroke="#ddd"/>'
            f'<text x="{_LEFT - 6}" y="{_y(at) + 4:.1f}" text-anchor="end">{at * top:.2f}</text>'
            f'<text x="{_x(at):.1f}" y="{_y(0) + 16:.1f}" text-anchor="middle">{at:g}</text>'
        )
    middle = _x(0.5)
    label = f'<text x="{middle:.0f}" y="{_HEIGHT - 6}" text-anchor="middle">{escape(x_label)}</text>'
    turned = f'<text transform="translate(11 {_y(0.5):.0f}) rotate(-90)">{escape(y_label)}</text>'
    return "".join([*ticks, label, turned])


def _svg(parts: Sequence[str], width: int, height: int, label: str) -> str:
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="{escape(label)}" xmlns="http://www.w3.org/2000/svg">{"".join(parts)}</svg>'
    )
