# Custom task fields: what the firm added to its tasks.

custom-fields-list-title = Custom task fields
custom-fields-intro = What your firm added to its tasks. Counts are written into those of type Number.
custom-fields-name = Name
custom-fields-kind = Type
custom-fields-kind-hint = Counts need the type Number.
custom-fields-kind-stays = Once a task holds something in it, the type stays as it is.
custom-fields-kind-wrong = There is no such type; choose one of the list.
custom-fields-new = New custom task field
custom-fields-add = Add
custom-fields-mapped = Holds
custom-fields-change = Change
custom-fields-change-which = Change the custom task field { $name }
custom-fields-none = There are no custom task fields yet
custom-fields-none-text = Add them here, or let the Data import tab create the four main ones and map them.
custom-fields-archived-title = Archived
custom-fields-archived-text = They are no longer offered. What stands in them stays.
custom-fields-mapped-title = { $field } is written into this field
custom-fields-mapped-text = If the field is archived or deleted or gets another type, nothing is imported until this is put right:
custom-fields-archive = Archive
custom-fields-archive-text = It is no longer offered, and what stands in it stays. You can bring it back.
custom-fields-bring-back = Bring back
custom-fields-bring-back-text = It is offered again.
custom-fields-delete = Delete
custom-fields-delete-text = It can't be brought back. A field in which tasks hold something can't be deleted; archive it instead.

done-custom-fields-added = The custom task field is added.
done-custom-fields-saved = The custom task field is saved.
done-custom-fields-archived = The custom task field is archived.
done-custom-fields-brought-back = The custom task field is offered again.
done-custom-fields-deleted = The custom task field is deleted.
