// Chats and bookings of other makers that the page embeds, by the events which each of them documents.

import type { hit as Send } from '../client/hits.ts';

interface Told {
  status?: string;
  data?: { email?: string };
}
type Hear = (told?: Told) => void;
type Listen = (event: string, hear: Hear) => void;
type Widget = Listen & { on?: Listen; onChatStarted?: Hear };

const widgets = window as unknown as Record<string, Widget | undefined>;

/** Global, name, events: a conversation began, or the visitor left an e-mail address in it. */
const chats = [
  ['Intercom', 'Intercom', 'onUserEmailSupplied'],
  ['drift', 'Drift', 'startConversation', 'emailCapture'],
  ['LiveChatWidget', 'LiveChat', 'customer_status_changed'],
  ['HubSpotConversations', 'HubSpot', 'conversationStarted'],
] as const;

interface Booked {
  event?: string;
  meetingBookSucceeded?: boolean;
  meetingsPayload?: { bookingResponse?: { postResponse?: { contact?: { email?: string } } } };
}

/** Tells of each by `send`, from now on; may throw nothing into the widget that calls. */
export const watchEmbeds = (send: typeof Send): void => {
  const tell: typeof send = (...given) => {
    try {
      send(...given);
    } catch {
      // Nothing to tell the page.
    }
  };
  const listening = new Map<unknown, true>();
  const look = () => {
    for (const [key, name, ...events] of chats) {
      const widget = widgets[key];
      if (!widget || listening.has(widget)) continue;
      try {
        for (const event of events) {
          const hear: Hear = told => {
            // LiveChat tells every change of status.
            if ((told?.status ?? 'chatting') === 'chatting') tell('chat', { name, email: told?.data?.email });
          };
          if (widget.on) widget.on(event, hear);
          else widget(event, hear);
        }
        listening.set(widget, true);
      } catch {
        // Not ready: at the next look.
      }
    }
    const tawk = widgets.Tawk_API;
    const own = tawk?.onChatStarted;
    if (!tawk || (own && listening.has(own))) return;
    // Its events are properties, one listener each: the page's own is called too.
    const hear: Hear = told => {
      tell('chat', { name: 'Tawk' });
      own?.call(tawk, told);
    };
    listening.set(hear, true);
    tawk.onChatStarted = hear;
  };
  look();
  // A stub may give way to the widget itself.
  setInterval(look, 1_000);

  addEventListener('message', ({ origin, data }: MessageEvent<Booked | undefined>) => {
    if (origin === 'https://calendly.com' && data?.event === 'calendly.event_scheduled')
      tell('booking', { name: 'Calendly' });
    if (/^https:\/\/[\w.-]+\.hubspot\.com$/.test(origin) && data?.meetingBookSucceeded)
      tell('booking', {
        name: 'HubSpot',
        email: data.meetingsPayload?.bookingResponse?.postResponse?.contact?.email,
      });
  });
};
