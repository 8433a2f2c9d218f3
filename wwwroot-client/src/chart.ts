// The past of a sensor as a chart: mean as a line, extremes as a band, thresholds as lines, events as marks. The page has the same as a table.
import uPlot from 'uplot';

export interface ChartSeries { times: number[]; average: (number | null)[]; minimum: (number | null)[]; maximum: (number | null)[] }
export interface ChartMark { time: number; severity: string; text: string }
export interface ChartInput {
  name: string; unit: string; from: number; to: number; series: ChartSeries; marks: ChartMark[];
  limits: { value: number; severity: string; label: string }[];
  words: { average: string; range: string; time: string };
  /** The viewer's, which need not be the browser's. */
  zone: string; language: string;
}

/** Draws into an element, instead of what was drawn there before; the answer ends it. */
export function draw(target: HTMLElement, input: ChartInput): { dispose(): void } {
  target.replaceChildren();
  const style = getComputedStyle(target);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const text = colour('--t2') || colour('--fg-2') || style.color;
  const grid = { stroke: colour('--line') || 'rgba(128,128,128,.25)', width: 1 };
  const colours: Record<string, string> = { critical: colour('--crit'), warning: colour('--warn'), other: text };
  const accent = colour('--acc');
  const axis = { stroke: text, grid, ticks: grid, font: `11px ${style.fontFamily}` };
  const { series } = input;
  const times = clock(input);
  const plot = new uPlot({
    width: Math.max(200, target.clientWidth),
    height: 260,
    cursor: { y: false },
    legend: { live: true },
    scales: { x: { min: input.from, max: input.to }, y: { range: (_, low, high) => range(low, high, input.limits) } },
    tzDate: at => uPlot.tzDate(new Date(at * 1000), input.zone),
    axes: [{ ...axis, values: (_, at) => at.map(times.axis) }, { ...axis, size: 64, values: (_, values) => values.map(value => `${value}`) }],
    series: [
      { label: input.words.time, value: (_, at) => (at === null ? '–' : times.whole(at)) },
      { label: `${input.words.average} ${input.unit}`, stroke: accent, width: 1.5, spanGaps: false, points: { show: series.times.length < 60 } },
      { label: `${input.words.range} ↓`, stroke: 'transparent', points: { show: false } },
      { label: `${input.words.range} ↑`, stroke: 'transparent', points: { show: false } },
    ],
    bands: [{ series: [3, 2], fill: `color-mix(in srgb, ${accent} 20%, transparent)` }],
    hooks: { draw: [plot => decorate(plot, input, colours)] },
  }, [series.times, series.average, series.minimum, series.maximum], target);
  const resized = new ResizeObserver(() => plot.setSize({ width: Math.max(200, target.clientWidth), height: 260 }));
  resized.observe(target);
  return { dispose: () => { resized.disconnect(); plot.destroy(); } };
}

/** Times in the viewer's zone and language. */
function clock({ zone, language, from, to }: ChartInput) {
  const day = 86_400;
  const format = (options: Intl.DateTimeFormatOptions) => {
    const words = new Intl.DateTimeFormat(language, { timeZone: zone, hourCycle: 'h23', ...options });
    return (at: number) => words.format(at * 1000);
  };
  const long = to - from;
  return {
    axis: long <= 1.5 * day ? format({ hour: '2-digit', minute: '2-digit' })
      : long <= 4 * day ? format({ weekday: 'short', hour: '2-digit', minute: '2-digit' })
        : format({ month: 'short', day: 'numeric' }),
    whole: format({ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' }),
  };
}

/** Room for the values, and for the limits that are near them. */
function range(low: number | null, high: number | null, limits: ChartInput['limits']): [number, number] {
  let [from, to] = low === null || high === null || !Number.isFinite(low) || !Number.isFinite(high) ? [0, 1] : [low, high];
  const span = Math.max(to - from, Math.abs(to) * 0.05, 1e-3);
  for (const { value } of limits) {
    if (value > to && value - to < span * 3) to = value;
    if (value < from && from - value < span * 3) from = value;
  }
  const room = Math.max(to - from, span) * 0.1;
  return [from - room, to + room];
}

function decorate(plot: uPlot, input: ChartInput, colours: Record<string, string>) {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.lineWidth = devicePixelRatio;
  for (const limit of input.limits) {
    const y = Math.round(plot.valToPos(limit.value, 'y', true));
    ctx.strokeStyle = colours[limit.severity] ?? colours.other!;
    ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
    line(ctx, bbox.left, y, bbox.left + bbox.width, y);
  }
  ctx.setLineDash([]);
  for (const mark of input.marks) {
    const x = Math.round(plot.valToPos(mark.time, 'x', true));
    const half = 4 * devicePixelRatio;
    ctx.strokeStyle = ctx.fillStyle = colours[mark.severity] ?? colours.other!;
    line(ctx, x, bbox.top, x, bbox.top + bbox.height);
    ctx.beginPath();
    ctx.moveTo(x - half, bbox.top);
    ctx.lineTo(x + half, bbox.top);
    ctx.lineTo(x, bbox.top + (2 * half));
    ctx.fill();
  }
  ctx.restore();
}

function line(ctx: CanvasRenderingContext2D, fromX: number, fromY: number, toX: number, toY: number) {
  ctx.beginPath();
  ctx.moveTo(fromX, fromY);
  ctx.lineTo(toX, toY);
  ctx.stroke();
}
