namespace Portal.Fleet.Consoles.Doctor;

/// <summary>How one check of the console doctor ended.</summary>
public enum DoctorVerdict
{
    /// <summary>Nothing wrong here.</summary>
    Ok,

    /// <summary>May be the reason, or will be one some day.</summary>
    Warning,

    /// <summary>Keeps the console silent.</summary>
    Failed,

    /// <summary>Could not be found out.</summary>
    NotKnown,
}
