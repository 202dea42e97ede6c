import { webText } from '@mingbai/messages';
import { Card, Col, Row, Typography } from 'antd';
import { useView } from '../shell/view.ts';
import { instantWords } from '../register/register-columns.tsx';
import { ImportPanel } from './import-panel.tsx';
import { rememberedImports } from './remembered-imports.ts';
import { WithdrawForm } from './withdraw-form.tsx';

/** Workbooks of any registers, and taking an earlier import back. */
export function ImportPage() {
  const { org } = useView();
  const imports = rememberedImports();
  return (
    <>
      <div className="page-head">
        <Typography.Title level={4}>{webText('menu.import')}</Typography.Title>
      </div>
      <Row gutter={[16, 16]}>
        <Col xs={24} xl={15}>
          <Card title={webText('import.title')}>
            <ImportPanel org={org} />
          </Card>
        </Col>
        <Col xs={24} xl={9}>
          <Card title={webText('import.withdraw')}>
            <Typography.Paragraph type="secondary">{webText('import.withdraw.explain')}</Typography.Paragraph>
            <WithdrawForm />
            {imports.length > 0 && <Typography.Paragraph strong>{webText('import.recent')}</Typography.Paragraph>}
            {imports.map(({ importId, recorded, at }) => (
              <Typography.Paragraph key={importId} copyable={{ text: importId }}>
                {webText('import.recent.line', { at: instantWords(at), count: recorded })}{' '}
                <code className="id">{importId}</code>
              </Typography.Paragraph>
            ))}
          </Card>
        </Col>
      </Row>
    </>
  );
}
