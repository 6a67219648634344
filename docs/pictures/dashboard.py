"""Draws the dashboard from what a Prometheus knows: no screenshot of Grafana, but its panels, queries and places.

python dashboard.py PROMETHEUS FROM TO PNG [ROW ...]    FROM and TO in Unix time; ROW: titles, if not all are wanted
"""

import json
import re
import sys
import urllib.parse
import urllib.request
from datetime import datetime, timezone
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.dates as dates
import matplotlib.pyplot as plt
from matplotlib.patches import FancyBboxPatch
from matplotlib.ticker import FuncFormatter, MaxNLocator

DASHBOARD = Path(__file__).parents[2] / "helm/encrypted-kinesis-operator/files/dashboard.json"

# Grafana's dark theme.
CANVAS, PANEL, EDGE, GRID, TEXT, FAINT = "#111217", "#181b1f", "#2c3235", "#2a2d33", "#d8d9da", "#8e9196"
COLOURS = {
    "green": "#73bf69",
    "blue": "#5794f2",
    "red": "#f2495c",
    "orange": "#ff9830",
    "dark-red": "#c4162a",
    "text": "#9fa7b3",
}
PALETTE = [
    "#73bf69",
    "#f2cc0c",
    "#8ab8ff",
    "#ff780a",
    "#f2495c",
    "#5794f2",
    "#b877d9",
    "#705da0",
    "#37872d",
    "#fade2a",
    "#447ebc",
    "#c15c17",
]

# Pixels of one of the 24 columns, of one row, and around a panel, at 100 pixels an inch.
COLUMN, LINE, GAP, DPI = 68, 37, 4, 100


class Prometheus:
    def __init__(self, address, begin, end):
        self.address, self.begin, self.end = address, begin, end
        self.step = max(5, (end - begin) // 240)

    def expression(self, target):
        values = {"$__range": f"{self.end - self.begin}s", "$__rate_interval": "60s", "$job": ".*", "$namespace": ".*"}
        return re.sub(r"\$\w+", lambda name: values[name.group()], target["expr"])

    def ask(self, path, **arguments):
        url = f"{self.address}/api/v1/{path}?{urllib.parse.urlencode(arguments)}"
        with urllib.request.urlopen(url) as answer:
            return json.load(answer)["data"]["result"]

    def now(self, target):
        return [
            (series["metric"], float(series["value"][1]))
            for series in self.ask("query", query=self.expression(target), time=self.end)
        ]

    def ever(self, target):
        """The series, each as its labels and its points by time; where it told nothing, None."""
        times = list(range(self.begin, self.end + 1, self.step))
        answer = self.ask("query_range", query=self.expression(target), start=self.begin, end=self.end, step=self.step)
        for series in answer:
            known = {int(float(time)): float(value) for time, value in series["values"]}
            yield series["metric"], times, [finite(known.get(time)) for time in times]


def at(time):
    """A Unix time, as matplotlib places it."""
    return dates.date2num(datetime.fromtimestamp(time, timezone.utc))


def finite(value):
    return value if value is not None and value == value and abs(value) != float("inf") else None


def legend(target, labels):
    text = target.get("legendFormat", "")
    if text in ("", "__auto"):
        return ", ".join(f"{name}={value}" for name, value in labels.items())
    return re.sub(r"\{\{\s*(\w+)\s*}}", lambda name: labels.get(name.group(1), ""), text)


def shown(value, unit):
    """A number as Grafana shows one of this unit."""
    if unit == "percentunit":
        return f"{100 * value:.3g} %"
    if unit == "s":
        return (
            f"{value * 1000:.3g} ms"
            if abs(value) < 1 and value
            else f"{value:.3g} s" if value < 120 else f"{value / 60:.3g} min"
        )
    if unit == "dtdurations":
        days, rest = divmod(int(value), 86400)
        return f"{days} d {rest // 3600} h" if days else f"{rest // 3600} h {rest % 3600 // 60} min"
    if unit == "bytes":
        return f"{value / 2**20:.3g} MiB"
    if unit == "dateTimeAsIso":
        return datetime.fromtimestamp(value / 1000, timezone.utc).strftime("%Y-%m-%d %H:%M")
    return f"{value:.3g}" + {"reqps": "/s", "ops": "/s"}.get(unit, "")


def step_of(value, thresholds):
    return [step["color"] for step in thresholds["steps"] if step["value"] is None or value >= step["value"]][-1]


class Picture:
    def __init__(self, prometheus, panels):
        self.prometheus, self.panels = prometheus, panels
        self.width = 24 * COLUMN + 2 * GAP
        self.height = max(p["gridPos"]["y"] + p["gridPos"]["h"] for p in panels) * LINE + 2 * GAP
        self.figure = plt.figure(figsize=(self.width / DPI, self.height / DPI), dpi=DPI, facecolor=CANVAS)

    def place(self, left, top, right, bottom):
        """Axes, by pixels from the picture's upper left corner."""
        axes = self.figure.add_axes(
            [left / self.width, 1 - bottom / self.height, (right - left) / self.width, (bottom - top) / self.height]
        )
        axes.set_facecolor("none")
        axes.set_xlim(0, 1)
        axes.set_ylim(0, 1)
        return axes

    def draw(self, file):
        for panel in self.panels:
            place = panel["gridPos"]
            left, top = GAP + place["x"] * COLUMN, GAP + place["y"] * LINE
            right, bottom = left + place["w"] * COLUMN, top + place["h"] * LINE
            if panel["type"] == "row":
                axes = self.bare(left, top, right, bottom)
                axes.text(
                    12 / (right - left),
                    0.5,
                    "⌄  " + panel["title"],
                    color=TEXT,
                    fontsize=11.5,
                    va="center",
                    weight="bold",
                )
                continue
            self.frame(left + GAP, top + GAP, right - GAP, bottom - GAP, panel)
            self.KINDS[panel["type"]](self, panel, left + GAP, top + GAP + 30, right - GAP, bottom - GAP)
        self.figure.savefig(file, facecolor=CANVAS)

    def bare(self, *place):
        axes = self.place(*place)
        axes.axis("off")
        return axes

    def frame(self, left, top, right, bottom, panel):
        axes = self.bare(left, top, right, bottom)
        axes.set_xlim(0, right - left)
        axes.set_ylim(bottom - top, 0)
        axes.add_patch(
            FancyBboxPatch(
                (1, 1),
                right - left - 2,
                bottom - top - 2,
                boxstyle="round,pad=0,rounding_size=3",
                facecolor=PANEL,
                edgecolor=EDGE,
                linewidth=0.8,
            )
        )
        axes.text(11, 17, panel["title"], color=TEXT, fontsize=10, va="center")

    def stat(self, panel, left, top, right, bottom):
        defaults = panel["fieldConfig"]["defaults"]
        answer = self.prometheus.now(panel["targets"][0])
        text = shown(answer[0][1], defaults["unit"]) if answer else defaults.get("noValue", "no data")
        colour = COLOURS[step_of(answer[0][1], defaults["thresholds"])] if answer else COLOURS["green"]
        axes = self.bare(left + 1, top, right - 1, bottom - 1)
        axes.add_patch(plt.Rectangle((0.03, 0.06), 0.94, 0.86, facecolor=colour, alpha=0.9))
        axes.text(
            0.5,
            0.48,
            text,
            color="#ffffff",
            fontsize=24 if len(text) < 7 else 18,
            ha="center",
            va="center",
            weight="bold",
        )

    def timeseries(self, panel, left, top, right, bottom):
        defaults = panel["fieldConfig"]["defaults"]
        custom, unit = defaults["custom"], defaults["unit"]
        fixed = {
            o["matcher"]["options"]: o["properties"][0]["value"]["fixedColor"]
            for o in panel["fieldConfig"]["overrides"]
        }
        series = [
            (legend(target, labels), times, values)
            for target in panel["targets"]
            for labels, times, values in self.prometheus.ever(target)
        ]
        colours = [
            COLOURS[fixed[name]] if name in fixed else PALETTE[n % len(PALETTE)]
            for n, (name, _, _) in enumerate(series)
        ]
        lines = self.legend_lines([name for name, _, _ in series], right - left)
        axes = self.place(left + 68, top + 2, right - 14, bottom - 30 - 17 * len(lines))
        self.time_axis(axes, unit, defaults)
        stacked = custom["stacking"]["mode"] == "normal"
        base = None
        for (name, times, values), colour in zip(series, colours):
            when = [at(time) for time in times]
            values = [float("nan") if v is None else v for v in values]
            style = {"step": "post"} if custom["lineInterpolation"] == "stepAfter" else {}
            alpha = custom["fillOpacity"] / 100
            if custom["drawStyle"] == "bars":
                heights = [0 if v != v else v for v in values]
                axes.bar(
                    when, heights, bottom=base, width=(when[1] - when[0]) * 0.9, color=colour, alpha=alpha, linewidth=0
                )
                base = [b + h for b, h in zip(base or [0] * len(heights), heights)]
            elif stacked:
                heights = [0 if v != v else v for v in values]
                upper = [b + h for b, h in zip(base or [0] * len(heights), heights)]
                axes.fill_between(
                    when, base or [0] * len(heights), upper, color=colour, alpha=alpha, linewidth=0, **style
                )
                axes.plot(when, upper, color=colour, linewidth=1.3, drawstyle="steps-post" if style else "default")
                base = upper
            else:
                axes.plot(when, values, color=colour, linewidth=1.5, drawstyle="steps-post" if style else "default")
                axes.fill_between(when, 0, values, color=colour, alpha=alpha, linewidth=0, **style)
        if not series:
            axes.text(0.5, 0.5, "No data", transform=axes.transAxes, color=FAINT, ha="center", va="center", fontsize=11)
            axes.set_yticks([])
        self.limits(axes, defaults, bool(series))
        self.write_legend(lines, dict(zip([name for name, _, _ in series], colours)), left, bottom, right)

    def limits(self, axes, defaults, any_series):
        low, high = axes.get_ylim()
        axes.set_ylim(defaults.get("min", low), defaults.get("max", high if any_series and high > 0 else 1) * 1.04)

    def time_axis(self, axes, unit, defaults):
        axes.set_xlim(at(self.prometheus.begin), at(self.prometheus.end))
        axes.set_ylim(auto=True)
        axes.xaxis.set_major_formatter(dates.DateFormatter("%H:%M"))
        axes.xaxis.set_major_locator(dates.MinuteLocator(byminute=range(0, 60, 5)))
        axes.yaxis.set_major_locator(MaxNLocator(4, integer=defaults.get("decimals") == 0))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: shown(value, unit)))
        axes.grid(color=GRID, linewidth=0.7)
        axes.set_axisbelow(True)
        axes.tick_params(colors=FAINT, labelsize=8.5, length=0)
        for spine in axes.spines.values():
            spine.set_visible(False)

    # Of a legend's entry: pixels of a letter, and of the mark before it with the space behind it.
    LETTER, MARK = 6.6, 34

    def legend_lines(self, names, width, most=3):
        lines, used = [[]], 0
        for name in names:
            room = len(name) * self.LETTER + self.MARK
            if used and used + room > width - 30:
                lines.append([])
                used = 0
            lines[-1].append(name)
            used += room
        return lines[:most]

    def write_legend(self, lines, colours, left, bottom, right):
        for number, line in enumerate(reversed(lines)):
            axes = self.bare(left, bottom - 24 - 17 * number, right, bottom - 6 - 17 * number)
            axes.set_xlim(0, right - left)
            at = 14
            for name in line:
                axes.add_patch(plt.Rectangle((at, 0.42), 14, 0.18, color=colours[name]))
                axes.text(at + 19, 0.5, name, color=TEXT, fontsize=8.5, va="center")
                at += len(name) * self.LETTER + self.MARK

    def timeline(self, panel, left, top, right, bottom):
        mapping = panel["fieldConfig"]["defaults"]["mappings"][0]["options"]
        target = panel["targets"][0]
        series = sorted(
            (legend(target, labels), times, values) for labels, times, values in self.prometheus.ever(target)
        )
        series = series[: panel["options"]["perPage"]]
        width = max([len(name) for name, _, _ in series], default=0) * self.LETTER + 24
        axes = self.place(left + width, top + 2, right - 14, bottom - 47)
        self.time_axis(axes, "short", {})
        axes.grid(False)
        long = at(self.prometheus.step) - at(0)
        for row, (_, times, values) in enumerate(series):
            for time, value in zip(times, values):
                if value is not None:
                    axes.barh(
                        row,
                        long * 1.02,
                        0.78,
                        left=at(time),
                        color=COLOURS[mapping[str(int(value))]["color"]],
                        linewidth=0,
                    )
        axes.set_ylim(len(series) - 0.4, -0.6)
        axes.set_yticks(range(len(series)), [name for name, _, _ in series], color=TEXT)
        names = {option["text"]: COLOURS[option["color"]] for option in mapping.values()}
        self.write_legend([list(names)], names, left, bottom, right)

    def table(self, panel, left, top, right, bottom):
        head, rows = (
            self.matrix(panel) if panel["transformations"][0]["id"] == "groupingToMatrix" else self.merged(panel)
        )
        axes = self.bare(left, top, right, bottom)
        axes.set_xlim(0, right - left)
        axes.set_ylim(bottom - top, 0)
        first = 145 if len(head) > 4 else (right - left) / len(head)
        across = (right - left - first - 24) / max(1, len(head) - 1)
        places = [14] + [14 + first + across * column for column in range(len(head) - 1)]
        room = int((bottom - top - 40) // 25)
        for place, name in zip(places, head):
            axes.text(place, 12, name, color=COLOURS["blue"], fontsize=8 if len(head) > 4 else 9, va="center", weight="bold")
        for number, row in enumerate(rows[:room]):
            axes.plot([10, right - left - 10], [25 + number * 25] * 2, color=GRID, linewidth=0.7)
            for place, (text, colour) in zip(places, row):
                axes.text(place, 38 + number * 25, text, color=colour, fontsize=8.5, va="center")
        if not rows:
            axes.text((right - left) / 2, (bottom - top) / 2, "none", color=FAINT, fontsize=11, ha="center")

    def matrix(self, panel):
        """Streams down, conditions across."""
        answer = self.prometheus.now(panel["targets"][0])
        types = sorted({labels["type"] for labels, _ in answer})
        mappings = {
            o["matcher"]["options"]: p["value"]
            for o in panel["fieldConfig"]["overrides"]
            for p in o["properties"]
            if p["id"] == "mappings"
        }
        cells = {(labels["stream"], labels["type"]): value for labels, value in answer}

        def cell(stream, kind):
            if (stream, kind) not in cells:
                return "", TEXT
            option = mappings.get(kind, panel["fieldConfig"]["defaults"]["mappings"])[0]["options"][
                str(int(cells[stream, kind]))
            ]
            return option["text"], COLOURS[option["color"]]

        return ["Stream"] + types, [
            [(stream, TEXT)] + [cell(stream, kind) for kind in types] for stream in sorted({s for s, _ in cells})
        ]

    def merged(self, panel):
        """One row for each object, with the value of each query."""
        rows = {}
        for target in panel["targets"]:
            for labels, value in self.prometheus.now(target):
                rows.setdefault((labels["namespace"], labels["name"]), {})[target["refId"]] = value
        settings = {
            o["matcher"]["options"]: {p["id"]: p["value"] for p in o["properties"]}
            for o in panel["fieldConfig"]["overrides"]
        }
        columns = [(target["refId"], settings["Value #" + target["refId"]]) for target in panel["targets"]]

        def cell(value, setting):
            colour = COLOURS[step_of(value, setting["thresholds"])] if "thresholds" in setting else TEXT
            return shown(value, setting["unit"]), colour

        head = ["Namespace", "Stream"] + [setting["displayName"] for _, setting in columns]
        return head, [
            [(namespace, TEXT), (name, TEXT)] + [cell(values[ref], setting) for ref, setting in columns]
            for (namespace, name), values in sorted(rows.items(), key=lambda row: row[1].get("B", 0))
        ]

    KINDS = {"stat": stat, "timeseries": timeseries, "state-timeline": timeline, "table": table}


def chosen(panels, rows):
    """The panels of these rows, closed up; what stands above all rows is always there."""
    kept, row = [], ""
    for panel in sorted(panels, key=lambda panel: (panel["gridPos"]["y"], panel["gridPos"]["x"])):
        row = panel["title"] if panel["type"] == "row" else row
        if not row or not rows or row in rows:
            kept.append(panel)
    top, below = {}, 0
    for panel in kept:
        if panel["gridPos"]["y"] not in top:
            top[panel["gridPos"]["y"]] = below
            below += panel["gridPos"]["h"]
    return [{**panel, "gridPos": {**panel["gridPos"], "y": top[panel["gridPos"]["y"]]}} for panel in kept]


def main(address, begin, end, file, *rows):
    plt.rcParams["font.family"] = ["DejaVu Sans"]
    panels = json.loads(DASHBOARD.read_text())["panels"]
    Picture(Prometheus(address, int(begin), int(end)), chosen(panels, rows)).draw(file)


if __name__ == "__main__":
    main(*sys.argv[1:])
