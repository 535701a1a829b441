# Topics: what tasks are filed under.

topics-list-title = Topics
topics-intro = Tasks are filed under them, summary tasks too.
topics-name = Name
topics-new = New topic
topics-add = Add
topics-used = Used for
topics-used-here = Summary tasks
topics-change = Change
topics-change-which = Change the topic { $name }
topics-none = There are no topics yet
topics-none-text = Add one: summary tasks need a topic before anything is imported.
topics-archived-title = Archived
topics-archived-text = They are no longer offered. Tasks under them stay.
topics-used-title = New summary tasks are filed under this topic
topics-used-text = If it is archived or deleted, nothing is imported until another one is chosen:
topics-archive = Archive
topics-archive-text = It is no longer offered, and tasks under it stay. You can bring it back.
topics-bring-back = Bring back
topics-bring-back-text = It is offered again.
topics-delete = Delete
topics-delete-text = It can't be brought back. A topic that tasks use can't be deleted; archive it instead.

done-topics-added = The topic is added.
done-topics-renamed = The topic is saved.
done-topics-archived = The topic is archived.
done-topics-brought-back = The topic is offered again.
done-topics-deleted = The topic is deleted.
