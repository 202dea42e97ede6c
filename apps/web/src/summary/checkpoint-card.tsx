import { SafetyCertificateOutlined } from '@ant-design/icons';
import type { Summary } from '@mingbai/client';
import { webText } from '@mingbai/messages';
import { useQuery } from '@tanstack/react-query';
import { Card, Descriptions, Typography } from 'antd';
import { gateway } from '../gateway.ts';

/**
 * What the paper stands on: so many events under one root. Whoever notes the digits down can later tell a
 * rewritten log.
 */
export function CheckpointCard({ summary: { checkpoint } }: { summary: Summary }) {
  const signed = useQuery({ queryKey: ['checkpoint', checkpoint.size], queryFn: () => gateway.checkpoint() });
  const items = [
    { key: 'size', label: webText('checkpoint.size'), children: checkpoint.size },
    { key: 'root', label: webText('checkpoint.root'), children: <Code text={checkpoint.root} /> },
    ...(signed.data
      ? [{ key: 'digits', label: webText('checkpoint.digits'), children: <Code text={signed.data.digits.join(' ')} /> }]
      : []),
  ];
  return (
    <Card
      size="small"
      title={
        <>
          <SafetyCertificateOutlined /> {webText('checkpoint.title')}
        </>
      }
    >
      <Descriptions size="small" layout="vertical" column={1} items={items} className="checkpoint" />
      <Typography.Text type="secondary" className="hint">
        {webText('checkpoint.explain')}
      </Typography.Text>
    </Card>
  );
}

const Code = ({ text }: { text: string }) => (
  <Typography.Text code copyable={{ text }} className="code">
    {text}
  </Typography.Text>
);
