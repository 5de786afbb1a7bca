/* Chinese for bpmn-js, its panel and its menus, in one wording; keys are compared without case and hyphens. */
const TRIGGERS = {
  message: '消息', timer: '定时', signal: '信号', error: '错误', escalation: '升级', conditional: '条件',
  compensation: '补偿', compensate: '补偿', cancel: '取消', terminate: '终止', link: '链接',
};
const POSITIONS = {
  'start event': '开始事件', 'end event': '结束事件', 'boundary event': '边界事件',
  'intermediate catch event': '中间捕获事件', 'intermediate throw event': '中间抛出事件',
};
const STEPS = {
  'task': '任务', 'user task': '人工任务', 'service task': '自动任务', 'script task': '计算任务', 'manual task': '线下任务',
  'business rule task': '决策任务', 'send task': '发送任务', 'receive task': '接收任务', 'call activity': '调用流程',
  'exclusive gateway': '排他网关（走其中一条）', 'parallel gateway': '并行网关（全部都走）',
  'inclusive gateway': '包容网关（走符合条件的）', 'event based gateway': '事件网关（先到先走）', 'complex gateway': '复杂网关',
  'gateway': '网关', 'start event': '开始事件', 'end event': '结束事件', 'intermediate throw event': '中间抛出事件',
  'boundary event': '边界事件', 'intermediate/boundary event': '中间或边界事件',
  'sub process': '子流程', 'sub process (collapsed)': '子流程（折叠）', 'sub process (expanded)': '子流程（展开）',
  'expanded sub process': '子流程（展开）', 'collapsed sub process': '子流程（折叠）', 'event sub process': '事件子流程',
  'transaction': '事务', 'transaction (collapsed)': '事务（折叠）', 'transaction (expanded)': '事务（展开）', 'ad hoc sub process': '自选子流程', 'expanded ad hoc sub process': '自选子流程（展开）', 'collapsed ad hoc sub process': '自选子流程（折叠）', 'data object reference': '数据对象', 'data store reference': '数据存储', 'group': '分组',
  'text annotation': '文字注释', 'pool/participant': '泳池', 'expanded pool/participant': '泳池（展开）',
  'empty pool/participant': '空泳池',
};

const dictionary = {
  // kinds of element as the panel names them
  'process': '流程', 'collaboration': '协作', 'participant': '泳池', 'lane': '泳道', 'sequence flow': '顺序流',
  'message flow': '消息流', 'default flow': '默认流', 'conditional flow': '条件流', 'association': '关联',
  'message': '消息', 'loop': '循环', 'parallel multi instance': '逐项办理（同时）', 'sequential multi instance': '逐项办理（依次）',
  'participant multiplicity': '多个参与方', 'collection': '集合', 'event': '事件', 'label': '文字',
  'ad hoc': '自选', 'ad hoc sub process (collapsed)': '自选子流程（折叠）',
  'ad hoc sub process (expanded)': '自选子流程（展开）',

  // palette, context pad, menus
  'activate hand tool': '移动画布', 'activate lasso tool': '框选', 'activate create/remove space tool': '增减空白',
  'activate global connect tool': '连线', 'create element': '新建元素', 'append element': '追加元素', 'change element': '更改元素',
  'change type': '更改类型', 'connect to other element': '连接到其他元素', 'connect using association': '用关联连接',
  'connect using sequence/message flow or association': '连线', 'connect using data input association': '用数据关联连接',
  'delete': '删除', 'open {element}': '打开 {element}', 'toggle non interrupting': '切换是否中断',
  'add lane above': '在上方加泳道', 'add lane below': '在下方加泳道', 'divide into two lanes': '分成两条泳道',
  'divide into three lanes': '分成三条泳道', 'add text annotation': '添加文字注释', 'more': '更多',
  'empty pool/participant (removes content)': '空泳池（清除内容）', 'append compensation activity': '追加补偿',
  'align elements': '对齐', 'align elements left': '左对齐', 'align elements center': '水平居中', 'align elements right': '右对齐',
  'align elements top': '顶端对齐', 'align elements middle': '垂直居中', 'align elements bottom': '底端对齐',
  'distribute elements horizontally': '水平均布', 'distribute elements vertically': '垂直均布',
  'search in diagram': '在流程图中查找', 'search': '查找', 'templates': '模板', 'create {type}': '新建{type}', 'append {type}': '追加{type}',
  'tasks': '任务', 'events': '事件', 'gateways': '网关', 'data': '数据', 'participants': '参与方', 'sub processes': '子流程',
  'set color': '设置颜色', 'no matching elements': '没有匹配的元素', 'no matching entries': '没有匹配的项',
  'flow': '流向', 'element': '元素', 'elements': '元素', 'create': '新建', 'append': '追加', 'close': '关闭', 'open': '打开',

  // properties panel
  'general': '基本信息', 'documentation': '备注', 'element documentation': '备注内容', 'process documentation': '流程备注',
  'name': '名称', 'id': '标识', 'process id': '流程标识', 'process name': '流程名称', 'participant name': '泳池名称',
  'executable': '可执行', 'compensation': '补偿', 'completion': '完成', 'multi instance': '逐项办理', 'timer': '定时', 'type': '类型', 'value': '值',
  'error': '错误', 'code': '错误代码', 'global error reference': '错误', 'escalation': '升级', 'global escalation reference': '升级',
  'global message reference': '消息', 'signal': '信号', 'global signal reference': '信号', 'link': '链接', 'date': '日期',
  'cycle': '周期', 'duration': '时长', '<none>': '（无）', 'create new ...': '新建…', 'condition': '条件',
  'wait for completion': '等待完成', 'activity reference': '活动', 'completion condition': '完成条件', 'loop cardinality': '次数',
  'cancel remaining instances': '取消其余实例',
  'id must not be empty.': '标识不能为空。', 'id must be unique.': '标识不能重复。', 'id must not contain spaces.': '标识不能含空格。',
  'id must not contain prefix.': '标识不能含前缀。', 'id must be a valid qname.': '标识须以字母开头，只含字母、数字、下划线、点和连字符。',
  'select an element to edit its properties.': '请选择一个元素。',
  'multiple elements are selected. select a single element to edit its properties.': '选中了多个元素，请只选一个。',
  '<empty>': '（空）', 'create new list item': '添加一项', 'delete item': '删除此项', 'toggle list item': '展开或收起此项',
  'toggle section': '展开或收起', 'section contains edits': '此处有内容', 'section contains an error': '此处有错误',
  'feel expression is mandatory': '此处须填写 FEEL 表达式', 'unparsable feel expression.': 'FEEL 表达式有语法错误。',
  'click to set a dynamic value with feel expression': '改为 FEEL 表达式', 'json contains errors': 'JSON 有错误',
  'click to remove dynamic value with feel expression': '改为固定值', 'open pop up editor': '在大窗口中编辑',
  'opened in editor': '正在大窗口中编辑', 'open documentation': '打开说明', 'edit feel expression': '编辑 FEEL 表达式',
  'save and close': '保存并关闭',
};

for (const [english, chinese] of Object.entries(STEPS)) {
  dictionary[english] = chinese;
  dictionary[`create ${english}`] = `新建${chinese}`;
  dictionary[`append ${english}`] = `追加${chinese}`;
}
for (const [trigger, word] of Object.entries(TRIGGERS)) {
  for (const [position, place] of Object.entries(POSITIONS)) {
    dictionary[`${trigger} ${position}`] = word + place;
    dictionary[`append ${trigger} ${position}`] = `追加${word}${place}`;
    dictionary[`${trigger} ${position} (non interrupting)`] = `${word}${place}（不中断）`;
  }
}

export default dictionary;
