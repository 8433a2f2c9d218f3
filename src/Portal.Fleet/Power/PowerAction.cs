namespace Portal.Fleet.Power;

/// <summary>The power verbs, each different in word and effect.</summary>
public enum PowerAction
{
    On,
    Off,
    Cycle,
    Reset,
    Soft,
    Nmi,
}
