import type { Replay } from '@mingbai/client';
import { writeSpan } from '@mingbai/kernel';
import { webText } from '@mingbai/messages';
import { LineChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use, type ECharts } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { yuan } from '../register/cell-words.ts';
import { isException } from './entry-marks.tsx';

use([LineChart, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

type Props = { readonly replay: Replay; readonly index: number; readonly onGo: (index: number) => void };

const RED = '#cf1322';
const ORANGE = '#d46b08';
const BLUE = '#1f5fa8';

/** The balance as a step after each entry. What lies behind the slider's place is drawn faint. */
export function BalanceChart({ replay, index, onGo }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(undefined);
  const go = useRef(onGo);
  useEffect(() => {
    go.current = onGo;
  }, [onGo]);
  useEffect(() => {
    if (!box.current) return undefined;
    const drawn = init(box.current, null, { renderer: 'svg' });
    chart.current = drawn;
    drawn.getZr().on('click', ({ offsetX, offsetY }) => {
      const [at] = drawn.convertFromPixel({ gridIndex: 0 }, [offsetX, offsetY]);
      if (at !== undefined) go.current(Math.round(at));
    });
    const observer = new ResizeObserver(() => drawn.resize());
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      drawn.dispose();
    };
  }, []);
  useEffect(() => chart.current?.setOption(optionOf(replay, index)), [replay, index]);
  return <div ref={box} className="chart" role="img" aria-label={webText('replay.chart')} />;
}

function optionOf({ entries }: Replay, index: number) {
  const yuanAt = (fen: number | null): number | null => (fen === null ? null : fen / 100);
  const points = entries.map((entry, at) => ({
    value: yuanAt(entry.balanceFen),
    symbolSize: at === index ? 12 : isException(entry) || entry.originallyOn ? 9 : 5,
    itemStyle: { color: isException(entry) ? RED : entry.originallyOn ? ORANGE : BLUE, opacity: at > index ? 0.35 : 1 },
  }));
  const until = points.map((point, at) => (at <= index ? point : { ...point, value: null }));
  const step = { type: 'line', step: 'end', symbol: 'circle', showAllSymbol: true, animation: false } as const;
  return {
    grid: { left: 8, right: 16, top: 24, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: { type: 'category', data: entries.map(({ occurredOn }) => occurredOn.to), boundaryGap: false },
    yAxis: { type: 'value', axisLabel: { formatter: (value: number) => value.toLocaleString('zh-CN') } },
    tooltip: {
      trigger: 'axis',
      formatter: (params: unknown) => tooltip(entries, params),
    },
    series: [
      { ...step, data: points, lineStyle: { color: BLUE, width: 1, opacity: 0.25 }, z: 1 },
      {
        ...step,
        data: until,
        lineStyle: { color: BLUE, width: 2 },
        areaStyle: { color: BLUE, opacity: 0.08 },
        z: 2,
        markLine: {
          symbol: 'none',
          silent: true,
          animation: false,
          label: { show: false },
          lineStyle: { color: RED },
          data: [{ xAxis: index }],
        },
      },
    ],
  };
}

/** What echarts gives an axis tooltip, as text only: what stands in an entry never becomes markup. */
function tooltip(entries: Replay['entries'], params: unknown): string {
  const [first] = Array.isArray(params) ? (params as readonly { dataIndex: number }[]) : [];
  const entry = entries[first?.dataIndex ?? -1];
  if (!entry) return '';
  return webText('replay.tooltip', {
    day: writeSpan(entry.occurredOn),
    delta: yuan(entry.deltaFen),
    balance: yuan(entry.balanceFen),
  }).replace(/[&<>]/g, '');
}
