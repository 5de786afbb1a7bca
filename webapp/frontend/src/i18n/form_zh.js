/* Chinese for form-js. */
export default {
  'Add new': '添加一项', 'All values selected': '已全部选中', 'Collapse': '收起', 'Expand all ({value})': '展开全部（{value}）',
  'Click to remove sorting': '点击取消排序', 'Click to sort by {value} ascending': '点击按“{value}”升序排列',
  'Click to sort by {value} descending': '点击按“{value}”降序排列',
  'Date and time must both be entered.': '请同时填写日期和时间。', 'Increment': '增加', 'Decrement': '减少',
  'Document reference is not defined.': '未指定文档。', 'Download {fileName}': '下载 {fileName}',
  'Unable to download document': '文档无法下载', "External content couldn't be loaded.": '外部内容无法显示。',
  'Field is required.': '此项必填。', 'Field must be a valid email.': '请填写正确的电子邮箱。',
  'Field must be a valid international phone number. (e.g. +4930664040900)': '请填写带国家代码的电话号码，例如 +8613900000000。',
  'Field must have maximum length of {value}.': '最多填写 {value} 个字符。', 'Field must have minimum length of {value}.': '至少填写 {value} 个字符。',
  'Field must have maximum value of {value}.': '不能大于 {value}。', 'Field must have minimum value of {value}.': '不能小于 {value}。',
  'Field must match pattern {value}.': '格式不正确。',
  'Max validation value is not a valid number.': '表单设置有误：最大值不是数字。', 'Min validation value is not a valid number.': '表单设置有误：最小值不是数字。',
  'Next page': '下一页', 'Previous page': '上一页', '{page} of {total}': '第 {page} 页，共 {total} 页',
  'No content to show.': '没有内容。', 'Nothing to show.': '没有内容。', 'No files selected': '未选择文件', '{value} files selected': '已选择 {value} 个文件',
  'No results': '没有匹配的选项', 'Search': '查找', 'Skip to search': '跳到查找', 'Remove tag': '移除', 'Remove': '移除',
  'Please select a valid value, the two nearest valid values are {previousValue} and {nextValue}.': '请填写有效的数值，最接近的是 {previousValue} 和 {nextValue}。',
  'Value is expected to be an integer.': '请填写整数。', 'Value is expected to have at most 1 decimal digit.': '最多一位小数。',
  'Value is expected to have at most {value} decimal digits.': '最多 {value} 位小数。', 'Value is not a number.': '请填写数字。',
  "binding path '{value}' is already claimed": '表单设置有误：“{value}”重复。',
};

/** Texts that form-js does not hand to its translation; replaced where they are shown. */
export const FIXED = { 'Select': '请选择', 'Search': '输入关键字查找', 'Browse': '选择文件', 'yyyy/mm/dd': '年/月/日', 'mm/dd/yyyy': '月/日/年' };
