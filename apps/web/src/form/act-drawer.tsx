import { capabilityName, webText } from '@mingbai/messages';
import { Drawer } from 'antd';
import type { Act } from '../register/row-actions.ts';
import { CapabilityForm } from './capability-form.tsx';

type Props = { readonly act: Act | undefined; readonly onClose: () => void; readonly onAct: (act: Act) => void };

/** A capability's form at the side of the page. */
export function ActDrawer({ act, onClose, onAct }: Props) {
  return (
    <Drawer
      open={act !== undefined}
      size={560}
      title={act && titleOf(act)}
      destroyOnHidden
      mask={{ closable: false }}
      onClose={onClose}
    >
      {act && <CapabilityForm key={keyOf(act)} act={act} onDone={onClose} onAct={onAct} />}
    </Drawer>
  );
}

const titleOf = ({ capability, about }: Act): string =>
  about === undefined
    ? capabilityName(capability.name)
    : webText('act.about', { act: capabilityName(capability.name), about });

const keyOf = ({ capability, fixed }: Act): string => JSON.stringify([capability.name, fixed]);
