/* The viewer of a gallery. Without it, as in browsers without dialogs, links open the pictures themselves. */

if ('HTMLDialogElement' in window) document.documentElement.className = 'lively';
addEventListener('DOMContentLoaded', () => {
  if (!document.documentElement.className) return;
  /** @param {string} id @returns {any} */
  const $ = (id) => document.getElementById(id);
  const viewer = $('viewer');
  const stage = $('stage');
  /** @type {any[]} */
  const links = [...document.querySelectorAll('#photos a')];
  /* The index of the photo that is shown; -1 if none is. */
  let shown = -1;
  /* Whether a press on a photo led here, so that Back leads to the page. */
  let entered = false;
  /* A second press while the first one still leads back would leave the page. */
  let leaving = false;
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;

  const wanted = () => {
    const index = Number(location.hash.slice(1)) - 1;
    return links[index] ? index : -1;
  };
  /** @param {number} index */
  const go = (index) => {
    const to = Math.min(links.length - 1, Math.max(0, index));
    if (to !== shown) location.replace(`#${to + 1}`);
  };
  const close = () => {
    if (leaving) return;
    leaving = true;
    if (entered) history.back();
    else location.replace('#');
  };
  /** @param {any} link */
  const pictureOf = (link) => {
    const image = new Image();
    image.alt = link.querySelector('img').alt;
    image.src = link.href;
    return image;
  };
  /** @param {string} src @param {any} link */
  const videoOf = (src, link) => {
    const video = document.createElement('video');
    video.controls = true;
    video.autoplay = !isCalm;
    video.playsInline = true;
    video.poster = link.querySelector('img').src;
    video.src = src;
    video.setAttribute('aria-label', link.querySelector('img').alt);
    return video;
  };
  const show = () => {
    const before = shown;
    shown = wanted();
    leaving = false;
    if (shown < 0) {
      stage.replaceChildren();
      viewer.close();
      entered = false;
      if (before >= 0) links[before].focus();
      return;
    }
    const link = links[shown];
    const { kind, moment, original, position } = link.dataset;
    stage.replaceChildren(kind === 'video' ? videoOf(link.href, link) : pictureOf(link));
    $('position').textContent = position;
    $('about').replaceChildren(...link.nextElementSibling.cloneNode(true).children);
    $('moment').hidden = !moment;
    $('original').hidden = !original;
    if (original) $('original').href = original;
    $('previous').disabled = shown === 0;
    $('next').disabled = shown === links.length - 1;
    if (!viewer.open) {
      viewer.showModal();
      $('close').focus();
    }
    /* A disabled button lets go of the focus. */
    if (viewer.querySelector('button:focus:disabled') || !viewer.querySelector(':focus')) $('close').focus();
    const after = links[shown + 1];
    if (after && after.dataset.kind === 'picture') new Image().src = after.href;
  };

  links.forEach((link, index) => {
    link.addEventListener('click', (/** @type {MouseEvent} */ event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      entered = true;
      location.hash = `#${index + 1}`;
    });
  });
  $('previous').addEventListener('click', () => go(shown - 1));
  $('next').addEventListener('click', () => go(shown + 1));
  $('close').addEventListener('click', close);
  $('moment').addEventListener('click', () => {
    const link = links[shown];
    const video = videoOf(link.dataset.moment, link);
    video.addEventListener('ended', () => stage.replaceChildren(pictureOf(link)));
    stage.replaceChildren(video);
  });
  viewer.addEventListener('cancel', (/** @type {Event} */ event) => {
    event.preventDefault();
    close();
  });
  /* A browser closes it by itself if it is asked twice. */
  viewer.addEventListener('close', () => {
    if (shown >= 0) close();
  });
  viewer.addEventListener('click', (/** @type {MouseEvent} */ event) => {
    if (event.target === stage) close();
  });
  viewer.addEventListener('keydown', (/** @type {any} */ event) => {
    /* Players have keys of their own. */
    if (event.target.tagName === 'VIDEO' || event.altKey || event.ctrlKey || event.metaKey) return;
    /** @type {Record<string, number>} */
    const steps = { ArrowLeft: shown - 1, ArrowRight: shown + 1, Home: 0, End: links.length - 1 };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    go(to);
  });

  /* One finger that moves sideways. Two zoom, and a picture that is zoomed is moved. */
  /** @type {{ x: number, y: number } | null} */
  let from = null;
  const isZoomed = () => (window.visualViewport?.scale ?? 1) > 1.01;
  stage.addEventListener('touchstart', (/** @type {any} */ event) => {
    const [touch] = event.touches;
    /* A finger on a player moves its time line. */
    const isOwn = event.touches.length === 1 && event.target.tagName !== 'VIDEO' && !isZoomed();
    from = touch && isOwn ? { x: touch.clientX, y: touch.clientY } : null;
  });
  stage.addEventListener('touchend', (/** @type {TouchEvent} */ event) => {
    const [touch] = event.changedTouches;
    if (!from || !touch) return;
    const [x, y] = [touch.clientX - from.x, touch.clientY - from.y];
    from = null;
    if (Math.abs(x) > 40 && Math.abs(x) > 2 * Math.abs(y)) go(shown + (x < 0 ? 1 : -1));
    else if (y > 80 && y > 2 * Math.abs(x)) close();
  });

  /* Inside a ZIP that was not unpacked there are no pictures beside the page. */
  const isMissing = () => {
    $('packed').hidden = false;
  };
  for (const image of /** @type {NodeListOf<HTMLImageElement>} */ (
    document.querySelectorAll('#photos img')
  )) {
    if (image.complete && image.naturalWidth === 0) isMissing();
    image.addEventListener('error', isMissing);
  }
  addEventListener('hashchange', show);
  if (wanted() >= 0) show();
});
