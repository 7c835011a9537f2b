import { Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from './button.js';

interface AskFirstProps {
  /** What the button says that asks: "Archive …". */
  readonly label: string;
  /** Where several stand on a page: which one this is. */
  readonly name?: string;
  readonly question: string;
  /** What happens then, in a sentence or two. */
  readonly children: string;
  /** What the button says that does it. */
  readonly confirm: string;
  readonly onConfirm: () => void;
}

/** A button for what is not done in passing: it asks before. */
export function AskFirst({ label, name, question, children, confirm, onConfirm }: AskFirstProps) {
  return (
    <DialogTrigger>
      <Button {...(name === undefined ? {} : { 'aria-label': name })}>{label}</Button>
      <ModalOverlay>
        <Modal>
          <Dialog role="alertdialog">
            {({ close }) => (
              <>
                <Heading slot="title">{question}</Heading>
                <p>{children}</p>
                <div className="actions">
                  <Button
                    kind="primary"
                    autoFocus
                    onPress={() => {
                      close();
                      onConfirm();
                    }}
                  >
                    {confirm}
                  </Button>
                  <Button onPress={close}>Back</Button>
                </div>
              </>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}
