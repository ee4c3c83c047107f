import { useEffect, useRef, useState } from 'preact/hooks';

/** Whether a region is being chosen in the viewer, and how much room that takes below the picture, in CSS pixels. */
export function useRegion() {
  const [isOpen, setOpen] = useState(false);
  const [below, setBelow] = useState(0);
  // The viewer's listeners outlive a drawing.
  const now = useRef({ isOpen, below });
  now.current = { isOpen, below };
  const verb = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !isOpen) verb.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  return {
    isOpen,
    below,
    setBelow,
    verb,
    begin: () => setOpen(true),
    end: () => setOpen(false),
    /** Null if none is chosen. */
    space: () => (now.current.isOpen ? { right: 0, bottom: now.current.below } : null),
    /** Whether a key is not for the viewer. */
    takes({ key }: KeyboardEvent): boolean {
      if (now.current.isOpen && key === 'Escape') setOpen(false);
      return now.current.isOpen;
    },
  };
}
