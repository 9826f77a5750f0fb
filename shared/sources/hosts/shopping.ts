// Shops and marketplaces that send visitors, by the names and hosts that Google Analytics counts as shopping.

/** The name of a line is the source that a visit from it gets. */
export const shopping = `
amazon: amazon.* smile.amazon.* m.amazon.* aax.amazon-adsystem.com aax-us-east.amazon-adsystem.com s3.amazonaws.com com.amazon.mshop.android.shopping
ebay: .ebay.* com.ebay.mobile
etsy: .etsy.com com.etsy.android
walmart: walmart.com one.walmart.com
alibaba: .alibaba.com
mercadolibre: .mercadolibre.* .mercadolivre.com.br
shopify: shopify.com apps.shopify.com checkout.shopify.com partners.shopify.com shop.app
stripe: stripe.com checkout.stripe.com
shopzilla: shopzilla.com
naver-shopping: .shopping.naver.com
yahoo-shopping: .shopping.yahoo.co.jp .shopping.yahoo.com
shopping.net: .shopping.net
simplycodes: simplycodes.com
yandex-market: market.yandex.ru
idealo: .idealo.*
`;

/** Plain names that Google Analytics takes for shopping in the source of a tag; lower case, one a line. */
export const shoppingNames = ['google shopping', 'igshopping'];
