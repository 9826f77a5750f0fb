// The ways that people say they heard of a company, as an ordered table: words in English, German, French and Spanish, first
// match wins. They are what people say, not what is measured: "Google" is Search, since nobody tells a paid result from an
// organic one. Words are matched against text that is lower case and without accents.

/** A canonical self-reported channel. */
export interface Way {
  /** What it is called everywhere; also the value of the dimension `self-reported`. Never changes. */
  readonly label: string;
  /** What an answer (or one part of it) holds to be this. */
  readonly words: RegExp;
  /** Measured channels (Google Analytics' default group) that say the same. */
  readonly agrees: readonly string[];
  /**
   * False where the way leaves no click, or the answer names none in particular: another channel measured then contradicts
   * nothing, since a person who heard of it in a podcast may well come back through a search ad.
   */
  readonly leavesClick: boolean;
}

const search = ['Organic Search', 'Paid Search', 'Cross-network', 'Organic Shopping', 'Paid Shopping'];
const paid = ['Cross-network', 'Paid Shopping', 'Paid Search', 'Paid Social', 'Paid Video', 'Display', 'Paid Other'];

export const ways = [
  {
    // Before Search: "Google Gemini", "Bing Copilot".
    label: 'AI assistant',
    words:
      /chat ?gpt|\bgpt\b|openai|\bclaude\b|anthropic|perplexity|\bgemini\b|copilot|deepseek|\bgrok\b|chatbot|\ba\.?i\b|artificial intelligence|\bki\b|kunstliche intelligenz|\bia\b|intelligence artificielle|inteligencia artificial/,
    agrees: ['AI Assistant'],
    leavesClick: true,
  },
  // Before Ad: an advert in a podcast was heard there.
  { label: 'Podcast', words: /pod ?cast/, agrees: ['Audio'], leavesClick: false },
  { label: 'Radio', words: /\bradio\b|rundfunk|horfunk/, agrees: ['Audio'], leavesClick: false },
  {
    label: 'TV',
    words: /\btv\b|televis|fernseh|\btele\b|\bcinema\b|\bkino\b/,
    agrees: [],
    leavesClick: false,
  },
  {
    // Before Newsletter and Word of mouth: "a cold email", "your sales rep told me".
    label: 'Sales outreach',
    words:
      /cold[ -]?(call|e-?mail)|\bsales (rep|call|person|people|team)|you (called|contacted|e-?mailed|reached out)|outreach|vertriebler|kaltakquise|demarchage|comercial de ventas/,
    agrees: [],
    leavesClick: false,
  },
  {
    // Before Search: "Google reviews".
    label: 'Review site',
    words:
      /\bg2\b|g2 ?crowd|capterra|trust ?pilot|trust ?radius|\bget ?app\b|software ?advice|product ?hunt|\byelp\b|trip ?advisor|\breviews?\b|comparison (site|website)|bewertung|vergleichsportal|comparateur|\bavis\b|resenas|opiniones/,
    agrees: ['Referral', 'Affiliates'],
    leavesClick: true,
  },
  {
    label: 'Existing customer',
    words:
      /(existing|current|returning|repeat|previous|former|long-?time) (customer|client|user)|(already|been|am|was|are) an? (customer|client|user)|(used|bought|ordered|worked)( \S+){0,3} before|bestandskunde|(bereits|schon) (ein )?kund|(deja|ancien(ne)?) client|ya (soy|era) client/,
    agrees: [],
    leavesClick: false,
  },
  {
    // Before Social and Search: "a friend on Facebook" is a friend. A click from another site (Referral) is something else.
    label: 'Word of mouth',
    words:
      /word[ -]of[ -]mouth|\bfriends?\b|\bfamily\b|colleague|co-?worker|\bpeers?\b|\bmy (boss|manager|wife|husband|partner|brother|sister|mum|mom|dad|team)\b|neighbou?r|recommend|\breferr(al|ed)|told (me|us)|mundpropaganda|empfehl|empfohlen|freund|bekannte|kolleg|nachbar|familie\b|bouche[ -]a[ -]oreille|\bamie?s?\b|collegue|recommand|conseill|famille|voisin|boca a boca|\bamig|recomend|companer[oa]|\bfamilia\b|vecin[oa]\b/,
    agrees: [],
    leavesClick: false,
  },
  {
    label: 'Event',
    words:
      /\bevents?\b|trade ?(show|fair)|\bexpo\b|exhibition|conference|congress|\bfair\b|webinar|meet ?up|seminar|\bworkshop|\bbooth\b|summit|\bmesse\b|konferenz|kongress|veranstaltung|\bsalon\b|\bfoire\b|evenement|\bferia\b|congreso|evento/,
    agrees: [],
    leavesClick: false,
  },
  {
    label: 'Newsletter',
    words: /newsletter|\be[ -]?mails?\b|mailing list|substack|rundmail|courriel|infolettre|\bcorreo\b|boletin/,
    agrees: ['Email'],
    leavesClick: true,
  },
  {
    // Before Search, though it is one too, and before Social. Google sells its adverts as Cross-network.
    label: 'YouTube',
    words: /you ?tube|\byt\b|\bvimeo\b/,
    agrees: ['Organic Video', 'Paid Video', 'Cross-network'],
    leavesClick: true,
  },
  {
    label: 'Social',
    words:
      /facebook|\bfb\b|instagram|\binsta\b|\big\b|linked ?in|tik ?tok|twitter|^x$|^x \(|\bx\.com\b|pinterest|reddit|snapchat|\bthreads\b|bluesky|mastodon|\bxing\b|whats ?app|\bmeta ads?\b|influencer|\bsocial\b|sozialen? (medi|netz)|reseaux? socia|redes? socia/,
    agrees: ['Organic Social', 'Paid Social'],
    leavesClick: true,
  },
  {
    // On paper as often as on a page, so that another channel measured says nothing against it.
    label: 'Press',
    words:
      /\bpress\b|\barticle|\bblog|magazin|newspaper|\bnews\b|\bjournal|zeitung|zeitschrift|\bpresse\b|artikel|\brevue\b|\bprensa\b|articulo|\brevista|periodico/,
    agrees: ['Referral'],
    leavesClick: false,
  },
  {
    label: 'Search',
    words:
      /goog|\bbing\b|\bsearch|\bseo\b|duck ?duck ?go|ecosia|\byahoo\b|\bqwant\b|yandex|baidu|\bsuche?\b|suchmaschine|gesucht|gegoogelt|\brecherche|moteur de|busqueda|buscador|buscando/,
    agrees: search,
    leavesClick: true,
  },
  {
    label: 'Partner site',
    words:
      /affiliate|coupon|voucher|cash ?back|discount code|partner (site|website|program)|gutschein|code promo|cupon/,
    agrees: ['Affiliates', 'Referral'],
    leavesClick: true,
  },
  {
    label: 'Direct mail',
    words:
      /direct mail|fl[iy]er|leaflet|brochure|postcard|catalog|letter ?box|(in|through) the (post|mail|letter)|katalog|prospe[ck]t|flugblatt|depliant|folleto/,
    agrees: [],
    leavesClick: false,
  },
  {
    label: 'Outdoor',
    words:
      /billboard|\boutdoor\b|\bposter|bus stop|on a (bus|van)|your van|(drove|drive|driving|walked|walking|passing) (past|by)|\bshop sign|plakat|affiche|valla publicitaria|\bcartel\b/,
    agrees: [],
    leavesClick: false,
  },
  {
    label: 'Ad',
    words:
      /\bads?\b|advert|\bbanner|sponsored|retarget|\bppc\b|werbung|anzeige|publicite|\bpub\b|annonce|anuncio|publicidad/,
    agrees: paid,
    leavesClick: true,
  },
  {
    // Says too little to hold anything against it.
    label: 'Online',
    words: /\bon-?line\b|internet|\bweb\b|web-?site|browsing|own research|en ligne|en linea|pagina web/,
    agrees: [],
    leavesClick: false,
  },
] as const satisfies readonly Way[];

/** An answer that says that there is none. Matched against the whole of it. */
export const noIdea =
  /^(n\.?\/?a\.?|none|nothing|unknown|(i'?m )?not sure|no idea|(i )?(do not|don'?t|can'?t|cannot) (know|remember|recall)|(i )?forgot|idk|weiss (ich )?nicht( mehr)?|keine ahnung|unbekannt|je ne sais (pas|plus)|inconnu|no (lo )?(se|recuerdo|me acuerdo)|desconocido|[-–—?.\s]+)[.!]*$/;

/** What `noIdea` is called. */
export const UNKNOWN = 'Unknown';
/** What no way's words take. */
export const OTHER = 'Other';
