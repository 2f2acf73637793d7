// What fingers do with a message: a swipe to the side answers it, a long press asks what to do.

const LONG = 450; // ms
const STILL = 10; // pixels that a resting finger may move
const FAR = 56; // pixels of a swipe that counts
const EDGE = 24; // pixels at the sides of the screen, which belong to the system's own gestures

/** `swiped`, `held`: told the list item. */
export function feel(list, { swiped, held }) {
  let touch; // {item, x, y, way, timer}

  const end = () => {
    if (!touch) return;
    clearTimeout(touch.timer);
    touch.item.style.translate = "";
    touch.item.classList.remove("swiped", "swiping");
    touch = undefined;
  };

  list.addEventListener("touchstart", (event) => {
    end();
    const item = event.target.closest(".message");
    const [finger] = event.touches;
    if (!item || event.touches.length > 1) return;
    if (finger.clientX < EDGE || finger.clientX > innerWidth - EDGE) return;
    touch = { item, x: finger.clientX, y: finger.clientY, way: 0 };
    if (event.target.closest(".choice, a, summary")) return;
    touch.timer = setTimeout(() => {
      const { item: one } = touch;
      touch.held = true;
      end();
      held(one);
    }, LONG);
  }, { passive: true });

  list.addEventListener("touchmove", (event) => {
    if (!touch) return;
    const [finger] = event.touches;
    const [x, y] = [finger.clientX - touch.x, finger.clientY - touch.y];
    if (Math.hypot(x, y) > STILL) clearTimeout(touch.timer);
    if (Math.abs(y) > STILL && Math.abs(y) > Math.abs(x)) return void end(); // it scrolls
    touch.way = x;
    if (Math.abs(x) <= STILL) return;
    touch.item.classList.add("swiping");
    touch.item.classList.toggle("swiped", Math.abs(x) >= FAR);
    touch.item.style.translate = `${Math.sign(x) * Math.min(Math.abs(x), FAR + 16)}px`;
  }, { passive: true });

  list.addEventListener("touchend", () => {
    if (!touch) return;
    const { item, way } = touch;
    end();
    if (Math.abs(way) >= FAR) swiped(item);
  });
  list.addEventListener("touchcancel", end);
  // The browser's own menu would lie above ours.
  list.addEventListener("contextmenu", (event) => {
    if (event.pointerType === "touch" && !event.target.closest("a")) event.preventDefault();
  });
}
