import { capabilityName, webText } from '@mingbai/messages';
import { Drawer, Modal } from 'antd';
import { useState } from 'react';
import { useBeforeUnload, useBlocker } from 'react-router';
import type { Act } from '../register/row-actions.ts';
import { CapabilityForm } from './capability-form.tsx';

type Props = { readonly act: Act | undefined; readonly onClose: () => void; readonly onAct: (act: Act) => void };

/** A capability's form at the side of the page. */
export function ActDrawer({ act, onClose, onAct }: Props) {
  const [typed, setTyped] = useState(false);
  const losing = act !== undefined && typed;
  const question = useQuestion(losing, onClose);
  const done = (): void => {
    setTyped(false);
    onClose();
  };
  return (
    <Drawer
      open={act !== undefined}
      size={560}
      title={act && titleOf(act)}
      destroyOnHidden
      mask={{ closable: false }}
      onClose={losing ? question.ask : onClose}
    >
      {act && <CapabilityForm key={keyOf(act)} act={act} onTyped={setTyped} onDone={done} onAct={onAct} />}
      <Modal
        open={question.open}
        title={webText('form.unsaved')}
        okText={webText('form.discard')}
        cancelText={webText('form.stay')}
        okButtonProps={{ type: 'default', danger: true }}
        cancelButtonProps={{ type: 'primary' }}
        onOk={() => {
          setTyped(false);
          question.leave();
        }}
        onCancel={question.stay}
      />
    </Drawer>
  );
}

/**
 * Whether what was typed may be lost: asked before the form is closed and on every way to another page. Of a tab that
 * is closed the browser asks.
 */
function useQuestion(losing: boolean, close: () => void) {
  const [asking, setAsking] = useState(false);
  const way = useBlocker(losing);
  useBeforeUnload((event) => {
    if (losing) event.preventDefault();
  });
  const leave = (): void => {
    setAsking(false);
    close();
    way.proceed?.();
  };
  const stay = (): void => {
    setAsking(false);
    way.reset?.();
  };
  return { open: asking || way.state === 'blocked', ask: () => setAsking(true), leave, stay };
}

const titleOf = ({ capability, about }: Act): string =>
  about === undefined
    ? capabilityName(capability.name)
    : webText('act.about', { act: capabilityName(capability.name), about });

const keyOf = ({ capability, fixed }: Act): string => JSON.stringify([capability.name, fixed]);
