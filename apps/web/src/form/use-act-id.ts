import { useRef } from 'react';
import { newId } from '../gateway.ts';

/**
 * The id under which an act is sent. The same content sent again goes under the same id, so that a lost answer and a
 * second click do nothing twice; changed content is a new act.
 */
export function useActId(): (content: string) => string {
  const last = useRef({ content: '', id: '' });
  return (content) => {
    if (last.current.id === '' || last.current.content !== content) last.current = { content, id: newId() };
    return last.current.id;
  };
}
