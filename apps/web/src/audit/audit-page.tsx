import { DownloadOutlined, SafetyCertificateOutlined } from '@ant-design/icons';
import type { Verified } from '@mingbai/client';
import { webText } from '@mingbai/messages';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Col, Descriptions, Row, Skeleton, Space, Typography } from 'antd';
import { gateway } from '../gateway.ts';
import { useMay, useOversight } from '../session/session.ts';
import { useSaveFile } from '../shell/save-file.ts';
import { useView } from '../shell/view.ts';
import { ExceptionsCard } from './exceptions-card.tsx';

/** What an auditor asks of the record: what to look at, whether anything was altered, and what to take away. */
export function AuditPage() {
  const { org } = useView();
  const may = useMay();
  const { audits } = useOversight();
  return (
    <>
      <div className="page-head">
        <Typography.Title level={4}>{webText('menu.audit')}</Typography.Title>
      </div>
      <Row gutter={[16, 16]}>
        <Col xs={24} xl={15}>
          {may('visits', org) && may('fund-entries', org) ? (
            <ExceptionsCard />
          ) : (
            <Alert type="info" showIcon title={webText('register.forbidden')} />
          )}
        </Col>
        <Col xs={24} xl={9} className="summary-side">
          {audits && <VerifyCard />}
          <CheckpointCard bundle={audits} />
        </Col>
      </Row>
    </>
  );
}

function VerifyCard() {
  const verify = useMutation({ mutationFn: () => gateway.verify() });
  return (
    <Card title={webText('audit.verify')}>
      <Typography.Paragraph type="secondary">{webText('audit.verify.explain')}</Typography.Paragraph>
      <Button
        type="primary"
        icon={<SafetyCertificateOutlined />}
        loading={verify.isPending}
        onClick={() => verify.mutate()}
      >
        {webText('audit.verify.run')}
      </Button>
      {verify.error && <Alert type="error" showIcon title={verify.error.message} className="audit-result" />}
      {verify.data && <VerifyResult verified={verify.data} />}
    </Card>
  );
}

function VerifyResult({ verified: { ok, size, root, problems } }: { verified: Verified }) {
  if (ok) {
    return (
      <Alert
        type="success"
        showIcon
        className="audit-result"
        title={webText('audit.verified', { size })}
        description={webText('audit.root', { root })}
      />
    );
  }
  return (
    <Alert
      type="error"
      showIcon
      className="audit-result"
      title={webText('audit.notVerified', { count: problems.length })}
      description={
        <ul className="warnings">
          {problems.map(({ code, position, message }) => (
            <li key={`${code}/${position}`}>{message}</li>
          ))}
        </ul>
      }
    />
  );
}

function CheckpointCard({ bundle }: { bundle: boolean }) {
  const save = useSaveFile();
  const checkpoint = useQuery({ queryKey: ['checkpoint'], queryFn: () => gateway.checkpoint() });
  if (checkpoint.error) return <Alert type="error" showIcon title={checkpoint.error.message} />;
  if (!checkpoint.data) return <Skeleton active />;
  const { note, size, digits } = checkpoint.data;
  const [, , root = ''] = note.split('\n');
  const code = (text: string) => (
    <Typography.Text code copyable={{ text }} className="code">
      {text}
    </Typography.Text>
  );
  return (
    <Card title={webText('checkpoint.title')}>
      <Descriptions
        size="small"
        layout="vertical"
        column={1}
        className="checkpoint"
        items={[
          { key: 'size', label: webText('checkpoint.size'), children: size },
          { key: 'root', label: webText('checkpoint.root'), children: code(root) },
          { key: 'digits', label: webText('checkpoint.digits'), children: code(digits.join(' ')) },
        ]}
      />
      <Typography.Paragraph type="secondary">{webText('checkpoint.explain')}</Typography.Paragraph>
      <Space wrap>
        <Button
          icon={<DownloadOutlined />}
          onClick={() => save.start('mingbai.checkpoint', () => Promise.resolve(new Blob([note])))}
        >
          {webText('audit.checkpoint.save')}
        </Button>
        {bundle && (
          <Button
            icon={<DownloadOutlined />}
            loading={save.busy}
            onClick={() => save.start('mingbai.bundle', () => gateway.bundle())}
          >
            {webText('audit.bundle')}
          </Button>
        )}
      </Space>
    </Card>
  );
}
