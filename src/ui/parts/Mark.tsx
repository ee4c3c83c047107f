/** The mark of Mitsuke: a vermilion circle with a cut-out that reads as an eye and as a lens. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 48 48" aria-hidden="true">
      <path
        fill="var(--vermilion)"
        fill-rule="evenodd"
        d="M24 2a22 22 0 1 1 0 44a22 22 0 0 1 0-44zM6.5 24C11 16.4 17 12.6 24 12.6S37 16.4 41.5 24C37 31.6 31 35.4 24 35.4S11 31.6 6.5 24z"
      />
      <circle cx="24" cy="24" r="8.4" fill="var(--vermilion)" />
      <circle cx="27" cy="21" r="2.5" fill="var(--paper)" />
    </svg>
  );
}
