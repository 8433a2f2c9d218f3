namespace Portal.Fleet.Consoles.Doctor;

/// <summary>What all findings come to.</summary>
public static class DoctorConclusion
{
    /// <summary>The finding to act on first: the first that failed, else the first warning; null when there is neither.</summary>
    public static DoctorFinding? Of(IReadOnlyList<DoctorFinding> findings) =>
        findings.FirstOrDefault(finding => finding.Verdict == DoctorVerdict.Failed) ?? findings.FirstOrDefault(finding => finding.Verdict == DoctorVerdict.Warning);
}
