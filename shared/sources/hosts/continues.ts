// Hosts that a visitor passes through on the way: paying, signing in, reading mail. Coming back from one of them is not
// a new source. Bank pages of card checks are too many to list; the payment providers' own are here.

/** Payment pages. */
export const payment = `
paypal: .paypal.com .paypal.me .paypalobjects.com .sandbox.paypal.com .venmo.com .braintreegateway.com
stripe: checkout.stripe.com hooks.stripe.com js.stripe.com pay.stripe.com buy.stripe.com billing.stripe.com .stripe.network
klarna: *.klarna.com .klarna.net .sofort.com
adyen: *.adyen.com .adyenpayments.com
google-pay: pay.google.com payments.google.com wallet.google.com
apple-pay: apple-pay-gateway.apple.com
amazon-pay: pay.amazon.com payments.amazon.com payments.amazon.co.uk payments.amazon.de apac.account.amazon.com
shopify: checkout.shopify.com pay.shop.app
worldpay: *.worldpay.com .wp-e.com
opayo: .sagepay.com .opayo.co.uk .elavongateway.com
checkout-com: *.checkout.com
mollie: *.mollie.com
gocardless: *.gocardless.com
afterpay: *.afterpay.com *.clearpay.co.uk .clearpay.com
affirm: *.affirm.com
zip: *.zip.co .quadpay.com
sezzle: *.sezzle.com
laybuy: .laybuy.com
square: *.squareup.com .square.link checkout.square.site
authorize-net: .authorize.net
cybersource: *.cybersource.com
2checkout: *.2checkout.com .2co.com .avangate.com
paddle: *.paddle.com
fastspring: *.fastspring.com .onfastspring.com
chargebee: *.chargebee.com
recurly: *.recurly.com
razorpay: *.razorpay.com
payu: *.payu.com .payu.in .payumoney.com .payu.pl
paytm: securegw.paytm.in *.paytm.com
ccavenue: .ccavenue.com
paytrail: .paytrail.com
nets: .nets.eu .netaxept.com .dibspayment.eu .dibspayment.com
payone: .payone.com .pay1.de .payone.de
computop: .computop-paygate.com
saferpay: .saferpay.com
datatrans: .datatrans.com .datatrans.ch
postfinance: .postfinance.ch
twint: .twint.ch
ideal: .ideal.nl
multisafepay: .multisafepay.com
buckaroo: .buckaroo.nl
ogone: .ogone.com .ingenico.com .v-psp.com
worldline: *.worldline-solutions.com .sips-services.com
systempay: .systempay.fr .payzen.eu .lyra.com
redsys: .redsys.es
przelewy24: .przelewy24.pl
tpay: .tpay.com
dotpay: .dotpay.pl
gopay: *.gopay.com .gopay.cz
comgate: .comgate.cz
barion: .barion.com
yookassa: .yookassa.ru yoomoney.ru
robokassa: .robokassa.ru
alipay: *.alipay.com .alipay-eco.com
wechat-pay: pay.weixin.qq.com wx.tenpay.com .tenpay.com
mercado-pago: *.mercadopago.com *.mercadopago.com.ar *.mercadopago.com.br *.mercadopago.com.mx .mercadopago.cl .mercadopago.com.co
pagseguro: .pagseguro.com.br .pagseguro.uol.com.br
ebanx: .ebanx.com
paystack: *.paystack.com .paystack.co
flutterwave: *.flutterwave.com
payfast: .payfast.co.za
eway: .eway.com.au .ewaypayments.com
windcave: .windcave.com .paymentexpress.com
3d-secure: .arcot.com .cardinalcommerce.com .3dsecure.io .securesuite.net .securesuite.co.uk .wlp-acs.com .rsa3dsauth.com .monzo-3ds.com .touchtechpayments.com .netcetera-payment.ch .verifiedbyvisa.com
donations: .coinbase-commerce.com commerce.coinbase.com .bitpay.com
`;

/** Sign-in pages of single sign-on and identity providers. */
export const login = `
google: accounts.google.* .accounts.google.com accounts.youtube.com myaccount.google.com
microsoft: login.microsoftonline.com .microsoftonline.com login.live.com login.windows.net login.microsoft.com account.microsoft.com .b2clogin.com .ciamlogin.com account.live.com
apple: appleid.apple.com idmsa.apple.com account.apple.com
yahoo: login.yahoo.com
amazon: signin.aws.amazon.com .signin.aws.amazon.com api.amazon.com
okta: *.okta.com .oktapreview.com .okta-emea.com
auth0: *.auth0.com
onelogin: *.onelogin.com
ping: .pingone.com *.pingidentity.com .pingone.eu
duo: *.duosecurity.com
jumpcloud: *.jumpcloud.com
cognito: .amazoncognito.com
clerk: .accounts.dev .clerk.accounts.dev
workos: *.workos.com .authkit.app
firebase: .firebaseapp.com
salesforce: login.salesforce.com test.salesforce.com
cloudflare: .cloudflareaccess.com challenges.cloudflare.com
captcha: .hcaptcha.com .recaptcha.net
linkedin: login.linkedin.com
yandex: passport.yandex.ru passport.yandex.com oauth.yandex.ru oauth.yandex.com
vk: id.vk.com login.vk.com oauth.vk.com id.vk.ru
kakao: accounts.kakao.com kauth.kakao.com
naver: nid.naver.com
line: access.line.me
bankid: *.bankid.com .bankid.no .criipto.id *.signicat.com
gov: www.signin.service.gov.uk .digid.nl *.login.gov *.id.me
shibboleth: .shibboleth.net .eduserv.org.uk .openathens.net
`;

/** Mail in a browser or an app, and the link checkers that mail programs put in between. */
export const webmail = `
gmail: mail.google.com inbox.google.com com.google.android.gm com.google.gmail
outlook: .outlook.live.com outlook.com .outlook.office.com .outlook.office365.com outlook.office.com outlook.office365.com .mail.live.com .hotmail.com com.microsoft.office.outlook outlook.cloud.microsoft
safelinks: .safelinks.protection.outlook.com statics.teams.cdn.office.net .safelinks.office.com
yahoo: .mail.yahoo.com .mail.yahoo.co.jp mail.yahoo.co.jp com.yahoo.mobile.client.android.mail
aol: .mail.aol.com
icloud: www.icloud.com icloud.com .mail.me.com
proton: mail.proton.me .mail.protonmail.com ch.protonmail.android
zoho: .mail.zoho.com .mail.zoho.eu .mail.zoho.in
fastmail: app.fastmail.com www.fastmail.com .fastmail.com
tutanota: mail.tutanota.com app.tuta.com
hey: app.hey.com
superhuman: mail.superhuman.com
front: app.frontapp.com
gmx: .navigator.gmx.net .navigator.gmx.at .navigator.gmx.ch deref-gmx.net deref-gmx.com deref-gmx.co.uk deref-gmx.fr deref-gmx.es .3c.gmx.net 3c-bap.gmx.net mailderef.gmx.net .bap.navigator.gmx.net
web-de: .navigator.web.de deref-web.de deref-web-02.de .3c.web.de 3c-bap.web.de
mail-com: deref-mail.com .navigator-lxa.mail.com
1und1: deref-1und1.de deref-1und1-02.de webmail.1und1.de
t-online: email.t-online.de
freenet: webmail.freenet.de
vodafone: webmail.vodafone.de
orange: .messageriep.orange.fr webmail.orange.fr wmail.orange.fr messagerie.orange.fr
free: zimbra.free.fr webmail.free.fr
laposte: webmail.laposte.net
sfr: messagerie.sfr.fr webmail.sfr.fr
libero: .mail.libero.it mailbeta.libero.it
virgilio: .mail.virgilio.it
tiscali: mail.tiscali.it
seznam: email.seznam.cz
centrum: mail.centrum.cz mail.centrum.sk
wp: poczta.wp.pl profil.wp.pl
onet: poczta.onet.pl
interia: poczta.interia.pl
o2: poczta.o2.pl
mail-ru: e.mail.ru .e.mail.ru touch.mail.ru cloud.mail.ru ru.mail.mailapp
yandex: mail.yandex.* .mail.yandex.ru .mail.yandex.com
rambler: mail.rambler.ru
ukr-net: mail.ukr.net
naver: mail.naver.com m.mail.naver.com
daum: mail.daum.net
163: mail.163.com .mail.163.com
126: mail.126.com .mail.126.com
qq: mail.qq.com .mail.qq.com
sina: mail.sina.com.cn
bt: email.bt.com
sky: .mail.sky.com
talktalk: mail.talktalk.co.uk
virgin: mail2.virginmedia.com webmail.virginmedia.com
comcast: .mail.comcast.net connect.xfinity.com
cox: webmail.cox.net
att: currently.att.yahoo.com
earthlink: webmail.earthlink.net webmail1.earthlink.net
telstra: webmail.telstra.com webmail.bigpond.com
uol: .mail.uol.com.br
terra: mail.terra.com.br
rediff: .mail.rediff.com mail.rediff.com
office-link-checkers: .urldefense.com .urldefense.proofpoint.com *.mimecast.com .protection.sophos.com .linkprotect.cudasvc.com .secure-web.cisco.com .clicktime.symantec.com .avanan.click .trendmicro-linkprotection.com
hosting: webmail.gandi.net webmail.ionos.co.uk webmail.ionos.de webmail.ovh.net webmail.one.com webmail.strato.de
`;
