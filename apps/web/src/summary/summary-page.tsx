import { CopyOutlined, FileWordOutlined, PrinterOutlined } from '@ant-design/icons';
import type { Summary } from '@mingbai/client';
import { webText } from '@mingbai/messages';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { App, Button, Card, Col, Empty, Row, Space, Tooltip, Typography } from 'antd';
import { FigureDrawer } from '../figures/figure-drawer.tsx';
import { gateway } from '../gateway.ts';
import { useTellingPeriod } from '../shell/default-period.ts';
import { useSaveFile } from '../shell/save-file.ts';
import { Loading, Problem } from '../shell/states.tsx';
import { useView } from '../shell/view.ts';
import { AllFigures } from './all-figures.tsx';
import { CheckpointCard } from './checkpoint-card.tsx';
import { KindSelect } from './kind-select.tsx';
import { SummaryPaper } from './summary-paper.tsx';
import { kindOf, summaryQuery } from './summary-query.ts';
import { summaryWords } from './summary-words.ts';
import { WarningsCard } from './warnings-card.tsx';

/** A work summary: a paper on the left whose every figure opens its events, on the right what the reader must know. */
export function SummaryPage() {
  const { asked, get, change } = useView();
  const period = useTellingPeriod();
  const kind = kindOf(get('kind'));
  const at = { ...asked, period: period ?? '', kind };
  const summary = useQuery({
    ...summaryQuery(at),
    placeholderData: keepPreviousData,
    enabled: period !== undefined,
  });
  const figure = get('figure');
  const open = (id: string): void => change({ figure: id });
  return (
    <>
      <div className="page-head no-print">
        <Typography.Title level={4}>{webText('menu.summary')}</Typography.Title>
        <Space wrap>
          <KindSelect kind={kind} org={asked.org} onChange={(chosen) => change({ kind: chosen })} />
          {summary.data && <SummaryTools summary={summary.data} at={at} />}
        </Space>
      </div>
      {summary.error && <Problem error={summary.error} retry={() => void summary.refetch()} />}
      {!summary.error && !summary.data && <Loading />}
      {summary.data && !summary.error && (
        <div className={summary.isPlaceholderData ? 'fading' : ''}>
          <SummaryBody summary={summary.data} figure={figure} onOpen={open} />
        </div>
      )}
      <FigureDrawer figure={figure} period={at.period} onClose={() => change({ figure: undefined })} />
    </>
  );
}

type BodyProps = {
  readonly summary: Summary;
  readonly figure: string | undefined;
  readonly onOpen: (figure: string) => void;
};

function SummaryBody({ summary, figure, onOpen }: BodyProps) {
  return (
    <Row gutter={[16, 16]} className={figure === undefined ? '' : 'beside-figure'}>
      <Col xs={24} xl={16}>
        <Card className="paper-card">
          <SummaryPaper
            summary={summary}
            figure={figure}
            onOpen={onOpen}
            Hint={Tooltip}
            nothing={<Empty description={webText('summary.nothing')} />}
          />
        </Card>
      </Col>
      <Col xs={24} xl={8} className="summary-side">
        <WarningsCard warnings={summary.warnings} />
        <CheckpointCard summary={summary} />
        <AllFigures figures={summary.figures} onOpen={onOpen} />
      </Col>
    </Row>
  );
}

type ToolsProps = { readonly summary: Summary; readonly at: Parameters<typeof gateway.summaryDocument>[0] };

function SummaryTools({ summary, at }: ToolsProps) {
  const save = useSaveFile();
  const { message } = App.useApp();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(summaryWords(summary));
      void message.success(webText('copied'));
    } catch {
      void message.warning(webText('copy.refused')); // plain http, or a browser that asks for permission
    }
  };
  return (
    <Space wrap>
      <Button
        type="primary"
        icon={<FileWordOutlined />}
        loading={save.busy}
        onClick={() => save.start(`${summary.title}.docx`, () => gateway.summaryDocument(at))}
      >
        {webText('summary.document')}
      </Button>
      <Button icon={<CopyOutlined />} onClick={() => void copy()}>
        {webText('summary.copy')}
      </Button>
      <Button icon={<PrinterOutlined />} aria-label={webText('print')} onClick={() => print()} />
    </Space>
  );
}
