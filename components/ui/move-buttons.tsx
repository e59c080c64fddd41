import { Button } from "@/components/ui/button";

/** Moves one of several a place forward or back; `place` counts from 0, `onMove` takes the new place. */
export function MoveButtons({ name, place, count, onMove }: { name: string; place: number; count: number; onMove: (to: number) => void }) {
  return (
    <>
      <Button size="small" variant="plain" disabled={place === 0} onClick={() => onMove(place - 1)}>
        <span aria-hidden="true">↑</span>
        <span className="sr-only">Move “{name}” forward</span>
      </Button>
      <Button size="small" variant="plain" disabled={place === count - 1} onClick={() => onMove(place + 1)}>
        <span aria-hidden="true">↓</span>
        <span className="sr-only">Move “{name}” back</span>
      </Button>
    </>
  );
}
