import { capabilityNamed } from '@mingbai/domain';
import { onDay, type Day } from '@mingbai/kernel';
import { capabilityName, webText } from '@mingbai/messages';
import { PlusOutlined } from '@ant-design/icons';
import { Button, Card, Space, Typography } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { ActDrawer } from '../form/act-drawer.tsx';
import type { Act } from '../register/row-actions.ts';
import { useMay, useSession } from '../session/session.ts';
import { useView } from '../shell/view.ts';
import { mayImport } from '../workbook/may-import.ts';
import { FigureCards } from './figure-cards.tsx';
import { ToDo } from './to-do.tsx';

const QUICK = ['visit.record', 'activity.record', 'fund.request'];

/** The first page: what to do now, what waits, and the year in figures. */
export function HomePage() {
  const { org, linkTo } = useView();
  const { organisations, today } = useSession();
  const may = useMay();
  const [act, setAct] = useState<Act>();
  const name = organisations.find(({ code }) => code === org)?.name ?? org;
  const begin = (capability: string): void => {
    const found = capabilityNamed(capability);
    const occurredOn = onDay(today as Day); // the server's own
    if (found) setAct({ capability: found, fixed: {}, initial: { org, occurredOn } });
  };
  const quick = QUICK.filter((capability) => may(capability, org));
  return (
    <>
      <div className="page-head">
        <Typography.Title level={4}>{name}</Typography.Title>
      </div>
      <Card size="small" title={webText('home.quick')}>
        <Space wrap>
          {quick.map((capability, index) => (
            <Button
              key={capability}
              type={index === 0 ? 'primary' : 'default'}
              icon={<PlusOutlined />}
              onClick={() => begin(capability)}
            >
              {capabilityName(capability)}
            </Button>
          ))}
          {mayImport(may, org) && (
            <Link to={linkTo('/import')}>
              <Button>{webText('menu.import')}</Button>
            </Link>
          )}
          {may('visits', org) && (
            <Link to={linkTo('/summary')}>
              <Button>{webText('home.summary')}</Button>
            </Link>
          )}
        </Space>
      </Card>
      <ToDo />
      {may('visits', org) && <FigureCards />}
      <ActDrawer act={act} onClose={() => setAct(undefined)} onAct={setAct} />
    </>
  );
}
