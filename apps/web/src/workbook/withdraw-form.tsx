import { webText } from '@mingbai/messages';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useActId } from '../form/use-act-id.ts';
import { gateway } from '../gateway.ts';

type Typed = { readonly importId: string; readonly reason: string };

/** Takes a whole import back as one act, with a reason. */
export function WithdrawForm({ importId }: { importId?: string }) {
  const queries = useQueryClient();
  const idOf = useActId();
  const withdraw = useMutation({
    mutationFn: ({ importId: typed, reason }: Typed) => {
      const withdrawn = importId ?? typed.trim();
      return gateway.withdrawImport(withdrawn, reason, { id: idOf(JSON.stringify([withdrawn, reason])) });
    },
    onSuccess: () => queries.invalidateQueries(),
  });
  if (withdraw.data) {
    const { withdrawn, kept } = withdraw.data;
    return <Alert type="success" showIcon title={webText('import.withdrawn', { withdrawn, kept })} />;
  }
  return (
    <Form layout="vertical" className="withdraw" onFinish={(typed: Typed) => withdraw.mutate(typed)}>
      {withdraw.error && <Alert type="error" showIcon title={withdraw.error.message} className="entry-alert" />}
      {importId === undefined && (
        <Form.Item
          name="importId"
          label={webText('import.withdraw.id')}
          rules={[{ required: true, message: webText('form.required') }]}
        >
          <Input />
        </Form.Item>
      )}
      <Form.Item
        name="reason"
        label={webText('import.withdraw.reason')}
        rules={[{ required: true, min: 2, message: webText('form.required') }]}
      >
        <Input />
      </Form.Item>
      <Button danger htmlType="submit" loading={withdraw.isPending}>
        {webText('import.withdraw')}
      </Button>
    </Form>
  );
}
