import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { OverrideForm } from '../visit/override-form.js';
import { Button } from '../ui/button.js';

interface RefusedMoveProps {
  readonly message: string;
  readonly onOverride: (reason: string) => void;
  readonly onClose: () => void;
}

/** A move that was refused by rules that may be set aside: with a reason it is made all the same. */
export function RefusedMove({ message, onOverride, onClose }: RefusedMoveProps) {
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal>
        <Dialog>
          <Heading slot="title">The visit has not been moved</Heading>
          <p role="alert" className="refusal">
            {message}
          </p>
          <OverrideForm act="Move all the same" onOverride={onOverride} autoFocus />
          <div className="actions">
            <Button slot="close">Let it be</Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
