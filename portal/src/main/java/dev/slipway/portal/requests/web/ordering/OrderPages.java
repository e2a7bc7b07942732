package dev.slipway.portal.requests.web.ordering;

import dev.slipway.catalog.Catalog;
import dev.slipway.catalog.Entry;
import dev.slipway.gitops.InstanceStatus;
import dev.slipway.gitops.Instances;
import dev.slipway.portal.catalog.EntryDocs;
import dev.slipway.portal.catalog.EntryViews;
import dev.slipway.portal.requests.Draft;
import dev.slipway.portal.requests.Order;
import dev.slipway.portal.requests.Request;
import dev.slipway.portal.requests.RequestKind;
import dev.slipway.portal.requests.Requests;
import dev.slipway.portal.security.ForDevelopers;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.web.ConflictException;
import dev.slipway.portal.web.FieldProblem;
import dev.slipway.portal.web.FieldView;
import dev.slipway.portal.web.InvalidInputException;
import dev.slipway.portal.web.NotFoundException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** From the order form over the preview to the accepted request. */
@Controller
@RequestMapping("/requests")
@ForDevelopers
class OrderPages {

    private final Requests requests;
    private final Catalog catalog;
    private final Instances instances;
    private final OrderForms forms;
    private final EntryViews entries;
    private final InstancePage instancePage;

    OrderPages(
            Requests requests,
            Catalog catalog,
            Instances instances,
            OrderForms forms,
            EntryViews entries,
            InstancePage instancePage) {
        this.requests = requests;
        this.catalog = catalog;
        this.instances = instances;
        this.forms = forms;
        this.entries = entries;
        this.instancePage = instancePage;
    }

    @GetMapping("/new")
    ModelAndView form(@RequestParam MultiValueMap<String, String> fields, Person person) {
        PostedOrder asked = new PostedOrder(fields);
        return form(asked, entry(asked), person, List.of(), HttpStatus.OK);
    }

    @PostMapping("/edit")
    ModelAndView edit(@RequestParam MultiValueMap<String, String> fields, Person person) {
        PostedOrder posted = new PostedOrder(fields);
        return form(posted, entry(posted), person, List.of(), HttpStatus.OK);
    }

    @PostMapping("/preview")
    ModelAndView preview(@RequestParam MultiValueMap<String, String> fields, Person person) {
        return preview(new PostedOrder(fields), person, null);
    }

    /** Shows what would be committed; after a conflict only if that is not what the person has seen already. */
    private ModelAndView preview(PostedOrder posted, Person person, @Nullable ConflictException conflict) {
        Entry entry = entry(posted);
        try {
            Order order = posted.order(entry);
            Draft draft = requests.preview(order, person);
            if (conflict != null && draft.files().tree().equals(posted.text("expectedTree"))) {
                return refused(posted, entry, person, List.of(taken(conflict, posted)));
            }
            ModelAndView page =
                    new ModelAndView("requests/preview", conflict == null ? HttpStatus.OK : HttpStatus.CONFLICT);
            page.addObject("preview", PreviewView.of(draft, entry.title(), posted, conflict != null));
            page.addObject("api", ApiCalls.submit(order, draft.files().tree()));
            return page;
        } catch (InvalidInputException e) {
            return refused(posted, entry, person, e.errors());
        } catch (ConflictException e) {
            return refused(posted, entry, person, List.of(taken(e, posted)));
        }
    }

    @PostMapping
    ModelAndView submit(@RequestParam MultiValueMap<String, String> fields, Person person) {
        PostedOrder posted = new PostedOrder(fields);
        if (posted.kind() == RequestKind.DELETE) {
            return delete(posted, person);
        }
        Entry entry = entry(posted);
        try {
            return accepted(requests.submit(posted.order(entry), person, null));
        } catch (InvalidInputException e) {
            return refused(posted, entry, person, e.errors());
        } catch (ConflictException e) {
            return preview(posted, person, e);
        }
    }

    /** Needs no entry: an instance can go after what it was ordered from has left the catalog. */
    private ModelAndView delete(PostedOrder posted, Person person) {
        if (!posted.orEmpty("confirm").equals(posted.orEmpty("name"))) {
            return refusedDeletion(
                    posted, "Type the instance's name, %s, to delete it.".formatted(posted.orEmpty("name")), person);
        }
        try {
            return accepted(requests.submit(posted.order(null), person, null));
        } catch (InvalidInputException | ConflictException e) {
            return refusedDeletion(posted, String.valueOf(e.getMessage()), person);
        }
    }

    private static ModelAndView accepted(Request request) {
        RedirectView accepted = new RedirectView("/requests/" + request.id(), true);
        accepted.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(accepted);
    }

    private ModelAndView refusedDeletion(PostedOrder posted, String reason, Person person) {
        return instancePage.refusedDeletion(posted.instance(), posted.text("confirm"), reason, person);
    }

    /** Checks one field as soon as it is left; the others may well be empty still. */
    @PostMapping("/validate")
    ModelAndView validate(
            @RequestParam MultiValueMap<String, String> fields, @RequestParam String field, Person person) {
        PostedOrder posted = new PostedOrder(fields);
        Entry entry = entry(posted);
        List<FieldProblem> problems = problems(posted, entry, person).stream()
                .filter(problem -> OrderForms.id(problem).equals(OrderFields.id(field)))
                .toList();
        OrderFormView form = forms.order(entry, posted, person, problems);
        FieldView checked = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(form.name(), form.tenant()).filter(Objects::nonNull),
                        form.fields().stream())
                .filter(each -> each.name().equals(field))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("field", field));
        return new ModelAndView("requests/field", "field", checked);
    }

    private List<FieldProblem> problems(PostedOrder posted, Entry entry, Person person) {
        try {
            requests.preview(posted.order(entry), person);
            return List.of();
        } catch (InvalidInputException e) {
            return e.errors();
        } catch (ConflictException e) {
            return List.of(taken(e, posted));
        }
    }

    /** Of two that want the same name, the second learns it at the field. */
    private static FieldProblem taken(ConflictException conflict, PostedOrder posted) {
        String pointer = posted.kind() == RequestKind.ORDER ? "/name" : "";
        return new FieldProblem(pointer, String.valueOf(conflict.getMessage()));
    }

    private Entry entry(PostedOrder posted) {
        return posted.entry(catalog, instances)
                .orElseThrow(() -> new NotFoundException("catalog entry", posted.orEmpty("entry")));
    }

    private ModelAndView refused(PostedOrder posted, Entry entry, Person person, List<FieldProblem> problems) {
        return switch (posted.kind()) {
            case ORDER -> form(posted, entry, person, problems, HttpStatus.UNPROCESSABLE_CONTENT);
            case RESIZE -> refusedChange(posted, entry, person, problems);
            case DELETE -> refusedDeletion(posted, problems.get(0).detail(), person);
        };
    }

    private ModelAndView refusedChange(PostedOrder posted, Entry entry, Person person, List<FieldProblem> problems) {
        InstanceStatus status = instances
                .find(posted.instance())
                .filter(found -> person.canRead(found.tenant().owner()))
                .orElseThrow(() ->
                        new NotFoundException("instance", posted.instance().toString()));
        return instancePage.refusedChange(posted.instance(), forms.resize(entry, status, posted, problems), person);
    }

    private ModelAndView form(
            PostedOrder posted, Entry entry, Person person, List<FieldProblem> problems, HttpStatus status) {
        ModelAndView page = new ModelAndView("requests/new", status);
        page.addObject("form", forms.order(entry, posted, person, problems));
        page.addObject("entry", entries.of(entry));
        page.addObject("docsHtml", EntryDocs.html(entry, "index.md").orElse(null));
        page.addObject("api", ApiCalls.order(entry));
        return page;
    }
}
