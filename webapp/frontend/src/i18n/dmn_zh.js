/* Chinese for the texts of dmn-js that its viewer shows. */
export default {
  'When': '当', 'Then': '则', 'And': '并且', 'Or': '或者', 'Input': '输入', 'Output': '输出', 'Inputs': '输入', 'Outputs': '输出',
  'Annotations': '备注', 'Annotation': '备注', 'Hit Policy:': '命中方式：', 'Hit policy:': '命中方式：', 'Hit Policy': '命中方式', 'Unique': '唯一',
  'First': '取第一条', 'Priority': '按优先级', 'Any': '任意（结果须相同）', 'Collect': '全部收集', 'Collect (Sum)': '求和', 'Collect (Min)': '取最小',
  'Collect (Max)': '取最大', 'Collect (Count)': '计数', 'Rule order': '按规则顺序', 'Output order': '按结果顺序', 'View DRD': '查看决策关系',
  'Decision table': '决策表', 'Expression': '表达式', 'string': '文本', 'number': '数字', 'boolean': '是否', 'date': '日期', 'any': '任意',
};
