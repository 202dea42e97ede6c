import { SafetyCertificateOutlined } from '@ant-design/icons';
import { webText } from '@mingbai/messages';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Typography } from 'antd';
import { useState } from 'react';
import { gateway } from '../gateway.ts';

/** The proof that one event is in the log: fetched when asked for, shown, and copied as it is. */
export function ProofPanel({ event }: { event: string }) {
  const [open, setOpen] = useState(false);
  const proof = useQuery({ queryKey: ['proof', event], queryFn: () => gateway.proof(event), enabled: open });
  return (
    <div className="proof no-print">
      <Button
        size="small"
        type="link"
        icon={<SafetyCertificateOutlined />}
        loading={proof.isLoading}
        onClick={() => setOpen(!open)}
      >
        {webText(open ? 'proof.hide' : 'proof.show')}
      </Button>
      {open && proof.error && <Alert type="error" title={proof.error.message} />}
      {open && proof.data && (
        <>
          <Typography.Paragraph type="secondary">{webText('proof.explain')}</Typography.Paragraph>
          <Typography.Paragraph copyable={{ text: proof.data, tooltips: [webText('copy'), webText('copied')] }}>
            <pre className="proof-text">{proof.data}</pre>
          </Typography.Paragraph>
        </>
      )}
    </div>
  );
}
