"""Which pages may be told in another form."""

PARENTS = [
    "home.HomePage",
    "standard.SectionPage",
    "standard.ContentPage",
    "standard.ContactPage",
    "programmes.ProgrammePage",
    "organisation.UnitPage",
    "news.NewsPage",
    "bip.BipArticlePage",
    "bip.FoiRequestPage",
    "bip.InspectionPage",
    "bip.ProcurementPage",
    "bip.RecruitmentPage",
    "bip.PetitionPage",
    "bip.AssetDeclarationPage",
    "bip.ReportPage",
    "bip.PublicRegisterPage",
    "bip.WithholdingPage",
]
