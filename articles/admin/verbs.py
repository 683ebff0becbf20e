"""What the buttons of the story's form do besides saving it: they move the story, publish it and take it back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError

from articles import workflow
from articles.acts import Act, last_acts, marks, unseen
from articles.admin.autosave import answer_to
from articles.admin.publishing_form import PUBLISHING
from articles.admin.story_form import ArticleForm
from articles.models import Article, Edition
from articles.stages import MOVES, SEND_BACK, last_move
from articles.standing import is_withdrawn, standing

# Done at once, whatever else the form holds; with what is said of it, before where the story stands then.
TAKING_BACK = {
    "_withdraw": "Withdrawn. Its address says so.",
    "_unschedule": "Unscheduled: nothing waits any more. {}",
    "_restore": "Restored. {}",
}
# Done after the story was saved.
MOVING = {f"_{name}": move for name, move in MOVES.items()}
FOR_PUBLISHERS = (
    PUBLISHING.keys()
    | TAKING_BACK.keys()
    | {"_set_end", "_set_notice"}
    | {name for name, move in MOVING.items() if move.publishes}
)


# What the question says where a colleague has done something meanwhile. The rest is done at once: it takes back.
TO_DO = {
    **{name: f"{verb.capitalize()} it" for name, (verb, _) in PUBLISHING.items()},
    "_submit": "Send it to the editors",
    "_approve": "Mark it as ready",
    "_send_back": "Send it back",
    "_spike": "Spike it",
    "_unspike": "Take it off the spike",
    "_set_end": "Set the end",
    "_set_notice": "Change what readers are told",
    "_restore": "Restore it",
}


class Unseen(Exception):
    """Others have done `acts` since the form was opened, and whoever goes on has to know."""

    def __init__(self, acts: list[Act]):
        super().__init__(" ".join(act.words for act in acts))
        self.acts = acts


def done(sent) -> str:
    """The button that was pressed, as what has been done."""
    if pressed(sent) in {"_publish", "_publish_replacing"}:
        return "Published"
    if pressed(sent) in PUBLISHING:
        return "Scheduled"
    return next((move.note.removesuffix(": ") for name, move in MOVING.items() if name in sent), "Saved")


def require_publishing(request) -> None:
    """Raises `PermissionDenied` where one of the buttons that readers notice was pressed by who may not."""
    if FOR_PUBLISHERS & request.POST.keys() and not may_publish(request.user):
        raise PermissionDenied


def may_publish(user) -> bool:
    return user.has_perm("articles.publish_article")


def verb(sent) -> str:
    """What `PublishingForm.verb` says of the button that was pressed."""
    publishing, _ = PUBLISHING.get(pressed(sent), ("", ""))
    others = (name.removeprefix("_") for name in (*MOVING, "_set_end", "_set_notice") if name in sent)
    return publishing or next(others, "")


def pressed(sent) -> str:
    """The button that does more than save, or "" where it was another."""
    return next((name for name in TO_DO if name in sent), "")


def said_yes_to(sent) -> set[str]:
    """The keys of the warnings that were seen: now, by the button that says so, or before another came up."""
    return {*sent.getlist("confirmed"), *sent.get(pressed(sent), "").split()}


def take_back(request, article: Article) -> bool:
    """Whether the story was withdrawn, unscheduled or restored, which is said then."""
    name = next((name for name in TAKING_BACK if name in request.POST), "")
    done: Edition | None = None
    meanwhile = done_meanwhile(request, article) if name else []
    if name == "_withdraw":
        try:
            notice = ArticleForm.base_fields["withdraw_notice"].clean(request.POST.get("withdraw_notice", ""))
        except ValidationError:
            return False  # the form comes back and says why
        waited = article.editions.waiting().exists()
        done = workflow.withdraw(article, by=request.user, notice=notice)
        if not done:
            words = "Nothing was withdrawn: readers did not have the story."
            if waited:
                words += " What waited for its time is called off."
            if notice and is_withdrawn(article):
                # As with any other save, what was typed stays where it can still be used.
                request.POST = request.POST.copy()
                del request.POST[name]
            elif notice:
                words += f" What you wrote was not used: “{notice}”"
            messages.warning(request, words)
    elif name == "_unschedule":
        done = workflow.unschedule(article, by=request.user)
        if not done:
            messages.warning(request, "Nothing was called off: no edition waits any more.")
    elif name == "_restore":
        require_seen(meanwhile, name, article)
        done = workflow.restore(article, by=request.user)
    if done:
        story = standing(Article.objects.with_standing().get(pk=article.pk))
        words = TAKING_BACK[name].format(f"{story.words}.")
        messages.success(request, words, extra_tags=answer_to(request, article))
        if name != "_restore":
            for act in meanwhile:
                messages.warning(request, act.words)
            if name == "_withdraw" and waited:
                messages.warning(request, "The edition that waited for its time is called off too.")
    return bool(done)


def move(request, form: ArticleForm) -> None:
    """Moves the saved story to another stage or end, or changes what readers are told in its place."""
    for name, move in MOVING.items():
        if name in request.POST:
            if move is SEND_BACK and form.cleaned_data.get("call_off"):
                workflow.unschedule(form.instance, by=request.user)
            note = form.cleaned_data["stage_note"].strip() if move.says_why else ""
            move.make(form.instance, by=request.user, note=note)
    if "_set_end" in request.POST:
        workflow.set_end(form.instance, by=request.user, until=form.cleaned_data["end"])
    if "_set_notice" in request.POST:
        workflow.set_notice(form.instance, by=request.user, notice=form.cleaned_data["withdraw_notice"])


def require_seen(acts: list[Act], name: str, article: Article) -> None:
    """
    Raises Unseen where a button meets `acts`, or NotNow where by these nothing is left for it to do. A plain save
    doesn't mind, and says them.
    """
    if not acts or not name:
        return
    if obstacle := _obstacle(name, Article.objects.with_standing().get(pk=article.pk)):
        raise workflow.NotNow(" ".join([*(act.words for act in acts), obstacle]))
    raise Unseen(acts)


def _obstacle(name: str, story: Article) -> str:
    """Why the button can do nothing with a story from `with_standing()`, or "" where it may."""
    if move := MOVING.get(name):
        return move.obstacle(story) if story.stage != move.to else ""
    if name in PUBLISHING and story.stage == Article.Stage.SPIKED:
        return workflow.IS_SPIKED
    if name == "_keep_slot" and not story.waits_until:
        return workflow.NO_SLOT
    if name == "_restore" and story.live_since:
        return workflow.NOT_GONE
    if name == "_set_end" and not (story.live_since or story.waits_until):
        return workflow.NOTHING_ENDS
    if name == "_set_notice" and not is_withdrawn(story):
        return workflow.NOT_WITHDRAWN
    return ""


def publish(request, form: ArticleForm) -> None:
    """Publishes or schedules the saved story, if that was asked for. Raises what `workflow.publish()` does."""
    if order := form.order:
        workflow.publish(
            form.instance,
            by=request.user,
            at=order.at,
            until=order.until,
            waiting=order.waiting,
            correction=order.correction,
            shows_difference=order.shows_difference,
            confirmed=said_yes_to(request.POST),
        )


def opened_acts(request, acts: list[Act]) -> str:
    """
    The marks of what a form knows was done with the story. One that comes back knows what it knew: what has happened
    since is told by the next save.
    """
    latest = marks(acts)
    return latest if hasattr(request, "put_back") else request.POST.get("opened_acts", latest)


def done_meanwhile(request, article: Article) -> list[Act]:
    """What others have done with the story that the form which was sent did not show, nor asked about."""
    if "opened_acts" not in request.POST:
        return []
    acts = last_acts(article, last_move(article))
    return unseen(acts, request.POST["opened_acts"], said_yes_to(request.POST), request.user)
