// AI assistants: the first host of a line is the source that a visit from any of them gets. Search pages with an answer
// on top (Google's AI Mode, Bing) are not here; they stay organic search, as in Google Analytics.

export const assistants = `
chatgpt.com: chatgpt.com .chatgpt.com chat.openai.com labs.openai.com com.openai.chatgpt
gemini.google.com: gemini.google.com bard.google.com com.google.android.apps.bard
claude.ai: .claude.ai com.anthropic.claude
copilot.microsoft.com: copilot.microsoft.com m365.cloud.microsoft copilot.cloud.microsoft com.microsoft.copilot
perplexity.ai: .perplexity.ai ai.perplexity.app.android
chat.deepseek.com: chat.deepseek.com deepseek.com com.deepseek.chat
grok.com: .grok.com grok.x.ai ai.x.grok
meta.ai: .meta.ai
chat.mistral.ai: chat.mistral.ai
chat.qwen.ai: chat.qwen.ai chat.qwenlm.ai tongyi.aliyun.com qianwen.com
notebooklm.google.com: notebooklm.google.com notebooklm.google
duck.ai: duck.ai
iask.ai: .iask.ai
you.com: you.com
poe.com: .poe.com
phind.com: .phind.com
chatglm.cn: .chatglm.cn chat.z.ai
yiyan.baidu.com: yiyan.baidu.com ai.baidu.com chat.baidu.com
doubao.com: .doubao.com
kimi.com: .kimi.com kimi.moonshot.cn
yuanbao.tencent.com: yuanbao.tencent.com
pi.ai: pi.ai
character.ai: .character.ai
app.jasper.ai: app.jasper.ai
app.writesonic.com: app.writesonic.com
chatplus.com: chatplus.com chat-gpt.org
lumo.proton.me: lumo.proton.me
alice.yandex.ru: alice.yandex.ru
giga.chat: giga.chat
getliner.com: getliner.com app.liner.com
`;

/** Plain words by which tags name an assistant. `meta` is left out: it means the ads. */
export const assistantWords: Readonly<Record<string, string>> = {
  chatgpt: 'chatgpt.com',
  openai: 'chatgpt.com',
  claude: 'claude.ai',
  gemini: 'gemini.google.com',
  copilot: 'copilot.microsoft.com',
  perplexity: 'perplexity.ai',
  deepseek: 'chat.deepseek.com',
  grok: 'grok.com',
  mistral: 'chat.mistral.ai',
};
