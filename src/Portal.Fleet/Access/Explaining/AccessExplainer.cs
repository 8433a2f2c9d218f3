using Portal.Fleet.Access.Rules;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Access.Explaining;

/// <summary>
/// Says why somebody can or cannot do something with a server, by the very rules that <see cref="UserRights"/> goes by; a test holds the two
/// together. Pure.
/// </summary>
public static class AccessExplainer
{
    /// <param name="right">One right.</param>
    public static Explanation Explain(ExplainedPerson person, Server server, BmcRight right, DateTimeOffset now)
    {
        var reasons = new List<ExplainedReason>();
        Bar(reasons, person, server, right);
        var barred = reasons.Count > 0;

        var gives = new List<ExplainedReason>();
        var denies = new List<ExplainedReason>();
        var others = new List<ExplainedReason>();
        foreach (var grant in person.Grants)
        {
            switch (Judge(grant, server, right, now))
            {
                case ReasonKind.Gives:
                    gives.Add(new ExplainedReason(ReasonKind.Gives, false, grant));
                    break;
                case ReasonKind.Denies:
                    denies.Add(new ExplainedReason(ReasonKind.Denies, true, grant));
                    break;
                case { } kind:
                    others.Add(new ExplainedReason(kind, false, grant));
                    break;
            }
        }

        reasons.AddRange(denies);
        var held = !barred && denies.Count == 0 && gives.Count > 0;
        var sees = right == BmcRight.View || (held && Explain(person, server, BmcRight.View, now).Allowed);
        if (held && !sees)
            reasons.Add(new ExplainedReason(ReasonKind.CannotView, true));
        var allowed = held && sees;
        reasons.AddRange(gives.Select(reason => reason with { Decides = allowed }));
        if (gives.Count == 0)
            reasons.Add(new ExplainedReason(ReasonKind.NothingGives, !barred && denies.Count == 0));
        reasons.AddRange(others.OrderBy(reason => reason.Kind));
        return new Explanation(right, allowed, reasons);
    }

    /// <summary>What bars somebody whatever they were given.</summary>
    private static void Bar(List<ExplainedReason> reasons, ExplainedPerson person, Server server, BmcRight right)
    {
        if (!person.IsActive)
            reasons.Add(new ExplainedReason(ReasonKind.PersonDisabled, true));
        if (person.TenantId is not { } tenant)
            return;
        if (person.TenantSuspended)
            reasons.Add(new ExplainedReason(ReasonKind.TenantSuspended, true));
        if (server.TenantId != tenant)
            reasons.Add(new ExplainedReason(ReasonKind.OtherTenant, true));
        if ((new Membership(tenant, person.TenantAllowed, IsSuspended: false).Ceiling & right) != right)
            reasons.Add(new ExplainedReason(ReasonKind.TenantCeiling, true));
    }

    /// <summary>What a grant does to a right; null for nothing that is worth a word.</summary>
    private static ReasonKind? Judge(ExplainedGrant grant, Server server, BmcRight right, DateTimeOffset now)
    {
        var covers = grant.Scope.Covers(server);
        if ((grant.Rights & right) != right)
            return covers && !grant.Denies && !(now >= grant.EndsAt) ? ReasonKind.RoleLacks : null;
        if (!covers)
            return ReasonKind.ElsewhereOnly;
        if (now < grant.StartsAt)
            return ReasonKind.NotYet;
        if (now >= grant.EndsAt)
            return ReasonKind.Ended;
        return grant.Denies ? ReasonKind.Denies : ReasonKind.Gives;
    }
}
