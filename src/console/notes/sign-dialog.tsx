import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from '../ui/button.js';

interface SignDialogProps {
  readonly isBusy: boolean;
  readonly onSign: () => void;
  readonly onClose: () => void;
}

/** Asks once more before a note is signed for good. */
export function SignDialog({ isBusy, onSign, onClose }: SignDialogProps) {
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className="react-aria-Modal note-dialog">
        <Dialog role="alertdialog">
          <Heading slot="title">Sign this note?</Heading>
          <p>It stands with your name from then on, and never changes. What comes later is added to it.</p>
          <div className="actions">
            <Button kind="primary" autoFocus isPending={isBusy} onPress={onSign}>
              Sign it
            </Button>
            <Button onPress={onClose}>Back</Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
