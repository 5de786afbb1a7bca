"""For each finding of the deployment gate: why it matters, and how to mend it."""
# ruff: noqa: E501 - one piece of advice per line

LINES = """
BPMN001 What cannot be read safely is never half read. Export the file again from the editor; DTDs, entities, files over 5 MB and very deep ones are refused.
BPMN002 Only executable processes can be started. Tick “executable” on the process, or keep the file as a drawing.
BPMN003 An id names one element in history, forms and flows. Give the copy another id.
BPMN004 A token stays in its scope. Draw the flow between two elements of the same process or sub-process; between pools draw a message flow.
BPMN005 Choreographies and global tasks have no place in an executable process here. Draw a task, a sub-process or a call activity.
BPMN006 An extension in our namespace that nobody reads would be silently ignored. Remove it, or correct its name.
BPMN007 A property with an unknown name does nothing. The dialect's page lists those that each element knows.
BPMN008 Something in the element asks for what the engine does not do, such as a resource role. Remove it and say it with a property of the dialect.
BPMN009 Data stores, interfaces and end points are for the reader of the picture. Use service tasks to read and write what is outside.
BPMN010 People start and find processes by name.
BPMN011 People, history and incidents show the task's name.
BPMN012 The file comes from another engine, or was drawn for one. Say the same with the properties of the dialect; the foreign part may stay.
BPMN013 Call activities, addresses and folders use the id. Use letters, digits, underscores and hyphens.
BPMN015 Nothing is stored there when the process runs. Use variables, or a service task.
BPMN016 Within a pool tokens travel by sequence flow. Draw message flows from one pool to another, or to elements in it.
BPMN017 A message flow says who sends and who receives. Let it begin at a send task, a throwing message event, an activity or a pool, and end likewise at something that receives.
BPMN018 What is sent is not what is waited for, so it would never arrive. Choose the same message at both ends.
BPMN019 A lane says who is responsible. Put every element into one lane of its process.
BPMN020 Nothing could ever begin. Add a start event, or a receive task or event-based gateway that starts the process.
BPMN021 It would not be clear where an instance begins. Keep one plain start event, and one for each message or signal.
BPMN022 A sub-process is entered by its flow, at one place. Remove the trigger, or make it an event sub-process.
BPMN023 No token ever comes here. Connect the element, or remove it.
BPMN024 The way stops without saying that it ends. Draw a flow to an end event.
BPMN025 The gateway could not decide about this flow. Give it a condition, or make it the default flow.
BPMN026 If no condition is true, the process could not go on. Name a default flow.
BPMN027 The default is taken when nothing else is, so it has no condition, and it begins at this element.
BPMN028 Here every flow is taken, whatever is written on it. Put an exclusive gateway behind the element.
BPMN029 The standard forbids it, and nothing would happen. Remove the flow, or use another kind of event.
BPMN030 An event on the border belongs to an activity, and says what happens then. Attach it, and draw its flow.
BPMN031 The gateway waits for the first of several events. Draw at least two, directly behind it, reached from nowhere else.
BPMN032 The standard wants one notation for receiving. Use message events or receive tasks.
BPMN033 An event sub-process begins by its event alone. Give it one start event with a trigger, and no flows.
BPMN034 Whoever comes here never gets to an end. Give the circle a way out.
BPMN035 The join waits for a branch that need not come: behind an exclusive choice, for example, only one branch is taken. Join alternatives with an exclusive gateway, parallel branches with a parallel one, and what is optional with an inclusive one.
BPMN036 An instance cannot begin in the middle of a flow, and only the start can wait for all of several events.
BPMN037 Two branches that run at the same time both come here, so the work is done twice. Join them with a parallel gateway before, unless you mean it.
BPMN038 A link is a jump within one scope. Give the same name to one catching event and at least one throwing event there.
BPMN039 Each turn of the loop starts more branches than it ends. Join the branches before the way back.
BPMN040 BPMN allows each kind of event in certain places only. Choose another kind, or another place.
BPMN042 Without its message the event would wait for nothing, or send nothing. Choose or create one.
BPMN043 Messages are found by their name.
BPMN044 Several instances wait for the same message; the key tells them apart. Give it on the event or on the message, as text or FEEL, or by the standard's correlation keys.
BPMN045 Choose an error that the file declares. A boundary event without any catches all.
BPMN046 Errors are told apart by their code.
BPMN047 Choose an escalation that has a code. Only what catches may leave it out.
BPMN048 Write an ISO 8601 duration, date or cycle, or FEEL after an equals sign.
BPMN049 What interrupts happens once. Make the event non-interrupting, or use a duration.
BPMN050 Working days are counted whole.
BPMN051 After an error, a cancel or a compensation the activity cannot go on. Let the event interrupt.
BPMN052 Who waits for the message is found by its key. Leave it out only if the message starts a process.
BPMN054 Some kinds cannot be combined with others. Draw two events.
BPMN055 Before an instance exists, nothing can remember which of the events has come. Start with one, and wait for the others behind it.
BPMN056 The event refers to a definition that is not at the top of the file. Declare it, or write it into the event.
BPMN057 Choose a signal that has a name; the name is what others hear.
BPMN058 Before an instance exists there are no variables for the expression.
BPMN059 Only one of them could ever catch. Remove one, or give it another code.
BPMN060 Nobody would see the task. Name a role or a person.
BPMN061 Roles have fixed names; the reference lists them.
BPMN062 Add the form, or correct its name.
BPMN063 A service task does what its operation does. Choose one.
BPMN064 Operations are written by handler authors; the reference lists them.
BPMN065 The handler cannot work without it. Give the parameter a value.
BPMN066 The handler does not look at it. Is the name misspelt?
BPMN067 Write digits only.
BPMN068 Name a decision of a DMN file.
BPMN069 Publish the decision too, or correct its id.
BPMN070 Name the id of a process.
BPMN071 Publish the called process (in that version) first or together, or correct the id.
BPMN072 No program code runs from a diagram. Write the script in FEEL.
BPMN073 Write an expression, or use a task without script.
BPMN076 The engine must know how many items there are, in one way only.
BPMN077 Results need both: what each item gives, and where the list is kept.
BPMN079 Every person's answer is forgotten when the item ends. Collect the answers.
BPMN080 Say when the loop stops.
BPMN083 It looks like work, but nobody gets it. Choose the type of the task.
BPMN084 Every line of a mapping needs a source and a target.
BPMN085 Nothing reads it on an element of this type. Remove it, or change the type.
BPMN086 Write an ISO 8601 duration or date, or FEEL after an equals sign.
BPMN087 The result would be lost. Name a result variable, or return a context, whose entries become variables.
BPMN090 FEEL cannot read the expression. The sentence shows the place.
BPMN091 The expression looks like another language and would fail or mean something else.
BPMN092 Only FEEL is evaluated.
BPMN093 Placeholders of other engines are not filled in. Write FEEL after an equals sign.
BPMN094 Write when it is true.
BPMN095 FEEL's evaluator sees the fields of the items in comparisons, but not in a filter that is one call: it would find nothing, silently.
BPMN096 The braces would be shown as they are.
BPMN100 The check tries every order and choice, up to a bound. Split the process into sub-processes, which are checked one by one.
BPMN110 Correct the pool's process, or remove it to make the pool a black box.
BPMN111 One process belongs to one pool.
BPMN112 Callers pass and receive variables by the mappings of the call activity.
BPMN120 The gateway must know when enough branches have come, such as `activationCount >= 2`.
BPMN121 Correct the attribute gatewayDirection, or leave it out.
BPMN122 In an ad-hoc sub-process people choose what begins; it ends by its completion condition.
BPMN123 There would be nothing to choose.
BPMN125 The end cancels, the boundary event says what happens then; one makes no sense without the other.
BPMN127 Cancelling compensates; other methods do not exist here.
BPMN128 It is done only when its activity is undone. Remove its flows, and associate it with one compensation boundary event.
BPMN129 The event leads to its activity by an association, not by a flow.
BPMN130 Compensation reaches what has been completed in this scope and has a handler.
BPMN140 An uncaught error stops the instance with an incident. Attach a boundary event around it.
BPMN142 The key could never be compared. Name properties that the file declares.
BPMN143 The value of this property cannot be found in the message. Add a retrieval expression.
BPMN144 Bind every property of the key to an expression over the variables.
BPMN145 It begins the process, so nothing leads to it.
BPMN146 A call begins at the plain start event.
BPMN147 Two ways to say the same could contradict each other. Keep one.
BPMN148 Refer to a data object around the activity, or to its data input.
BPMN149 Name a message, signal or escalation event definition, which a boundary event of the activity catches.
BPMN150 An element sees the data of its own scope and of those around it.
BPMN151 It would not be clear what goes into the target.
BPMN152 Use a mapping, or the data of the multi-instance characteristics.
BPMN160 The file is not what BPMN defines, so tools may read it differently. Save it with the editor, or correct the line.
BPMN161 Tools that insist on the order may refuse the file; this engine reads it. Saving with the editor puts it right.
BPMN162 The picture may be shown wrongly; the process runs.
BPMN163 Correct the reference, or remove it.
BPMN164 Mend what is listed, and check again.
DMN001 What cannot be read safely is never half read. Export the file again.
DMN002 Add a decision table or a literal expression.
DMN003 Choose one of UNIQUE, ANY, PRIORITY, FIRST, RULE ORDER, OUTPUT ORDER, COLLECT.
DMN004 Aggregate one output of COLLECT with +, <, > or #.
DMN005 A decision can need others, but not itself.
DMN006 FEEL cannot read the expression of the column.
DMN007 FEEL cannot read the cell.
DMN008 FEEL cannot read the output. Texts stand in quotation marks.
DMN009 Every rule has a cell for each column.
DMN010 Other kinds of decision logic are not executed.
DMN011 List the output values, the most important first.
DMN013 Draw it as a decision of its own.
DMN014 Outputs become the entries of a context.
DMN015 Business rule tasks find decisions by id.
DMN016 The cell looks like another language and would fail or mean something else.
DMN017 A table answers with its outputs. Add one.
DMN018 See BPMN095.
DMN019 Only FEEL is evaluated.
DMN020 The file is not what DMN defines. Save it with the editor, or correct the line.
DMN021 DMN 1.1, 1.2 and 1.3 can be checked. Everything else was.
"""
ADVICE = dict(line.split(" ", 1) for line in LINES.strip().splitlines())
