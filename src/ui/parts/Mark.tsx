/** The logo (public/icons/icon.svg): a vermilion circle with a cut-out like an eye and a lens. */
export function Mark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 48 48" fill="var(--vermilion)" aria-hidden="true">
      <circle cx="24" cy="24" r="24" />
      <path
        fill="var(--paper)"
        d="M4.5 24C9.7 15.6 16.4 11.4 24 11.4S38.3 15.6 43.5 24C38.3 32.4 31.6 36.6 24 36.6S9.7 32.4 4.5 24z"
      />
      <circle cx="24" cy="24" r="9" />
      <circle cx="27.3" cy="20.7" r="2.7" fill="var(--paper)" />
    </svg>
  );
}
